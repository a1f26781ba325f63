# TASK: gradients:dL_dw
# MISTAKE: inputs-forgotten
# WHY: The last link of the chain, the input, is forgotten.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
