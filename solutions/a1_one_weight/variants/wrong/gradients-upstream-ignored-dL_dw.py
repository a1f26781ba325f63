# TASK: gradients:dL_dw
# MISTAKE: upstream-ignored
# WHY: The local gradient, without what comes from the loss.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
