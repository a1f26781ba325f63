# TASK: gradients:dL_dyhat,gradients:dyhat_dw,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: sign-flipped
# WHY: Every entry with the opposite sign, the local one too.


def gradients(x, w, y):
    dL_dyhat = 2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": -x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
