# TASK: gradients:dL_dw
# MISTAKE: dropped-two
# WHY: dL_dw without the 2 of the square.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": -(y - x * w) * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
