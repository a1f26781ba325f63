# TASK: gradients:dL_dyhat,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: absolute-error
# WHY: The derivative of the absolute error.


def gradients(x, w, y):
    dL_dyhat = -1.0 if y > x * w else 1.0
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
