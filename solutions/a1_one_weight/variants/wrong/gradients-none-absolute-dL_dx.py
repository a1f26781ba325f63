# TASK: gradients:dL_dx
# MISTAKE: none
# WHY: The size of the gradient without its sign.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": abs(dL_dyhat * w),
        "dL_dy": -dL_dyhat,
    }
