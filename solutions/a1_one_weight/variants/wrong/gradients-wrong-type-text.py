# TASK: gradients:dL_dx
# MISTAKE: wrong-type
# WHY: A formatted string.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": f"{dL_dyhat * w:.6f}",
        "dL_dy": -dL_dyhat,
    }
