# TASK: gradients:dL_dyhat,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: none
# WHY: The residual of the input, without the weight; right at w = 1.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
