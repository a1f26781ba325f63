# TASK: gradients:dL_dy
# MISTAKE: sign-flipped
# WHY: dL_dy with the opposite sign.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": dL_dyhat,
    }
