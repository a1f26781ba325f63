# TASK: gradients:dL_dx
# MISTAKE: dropped-two
# WHY: dL_dx without the 2 of the square.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": -(y - x * w) * w,
        "dL_dy": -dL_dyhat,
    }
