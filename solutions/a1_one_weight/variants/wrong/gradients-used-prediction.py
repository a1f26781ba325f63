# TASK: gradients:dL_dyhat,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: used-prediction
# WHY: The prediction where the residual is due.


def gradients(x, w, y):
    dL_dyhat = 2 * x * w
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
