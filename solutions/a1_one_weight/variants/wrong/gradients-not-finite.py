# TASK: gradients:dL_dw
# MISTAKE: not-finite
# WHY: A placeholder was left.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": float("nan"),
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
