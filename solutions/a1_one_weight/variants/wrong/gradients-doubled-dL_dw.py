# TASK: gradients:dL_dw
# MISTAKE: doubled
# WHY: dL_dw with one 2 too many.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": 2 * (dL_dyhat * x),
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
