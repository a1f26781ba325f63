# TASK: gradients:dL_dyhat,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: none
# WHY: One-sided differences with too large a step.


def gradients(x, w, y):
    h = 1e-3
    dL_dyhat = ((y - x * w - h) ** 2 - (y - x * w) ** 2) / h
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
