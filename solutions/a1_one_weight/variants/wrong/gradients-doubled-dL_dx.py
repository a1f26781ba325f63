# TASK: gradients:dL_dx
# MISTAKE: doubled
# WHY: dL_dx with one 2 too many.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": 2 * (dL_dyhat * w),
        "dL_dy": -dL_dyhat,
    }
