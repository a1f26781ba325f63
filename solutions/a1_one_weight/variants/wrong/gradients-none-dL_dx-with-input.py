# TASK: gradients:dL_dx
# MISTAKE: none
# WHY: The input where the weight is due.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * x,
        "dL_dy": -dL_dyhat,
    }
