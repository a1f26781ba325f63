# TASK: gradients:dL_dy
# MISTAKE: upstream-ignored
# WHY: 1 where the slope of the square is due.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": 1.0,
    }
