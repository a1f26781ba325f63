# TASK: gradients:dL_dw,gradients:dL_dx
# MISTAKE: upstream-ignored
# WHY: The local gradients, without what comes from the loss.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": x,
        "dL_dx": w,
        "dL_dy": -dL_dyhat,
    }
