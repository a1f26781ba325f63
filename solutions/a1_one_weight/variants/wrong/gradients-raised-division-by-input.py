# TASK: gradients:dL_dyhat,gradients:dyhat_dw,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: raised
# WHY: dL_dx is found by dividing by the input, which may be 0.
# LOSES: edges


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * x * w / x,
        "dL_dy": -dL_dyhat,
    }
