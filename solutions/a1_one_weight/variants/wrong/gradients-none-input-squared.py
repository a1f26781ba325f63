# TASK: gradients:dL_dw
# MISTAKE: none
# WHY: The input twice; right at x = 1.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
