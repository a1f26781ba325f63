# TASK: gradients:dL_dyhat,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: absolute-error
# WHY: Twice the sign of the residual in place of twice the residual.


def gradients(x, w, y):
    dL_dyhat = -2.0 if y > x * w else 2.0
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
