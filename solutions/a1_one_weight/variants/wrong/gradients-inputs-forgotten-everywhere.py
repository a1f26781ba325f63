# TASK: gradients:dyhat_dw,gradients:dL_dw
# MISTAKE: inputs-forgotten
# WHY: The input is taken for 1 in both.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": 1.0,
        "dL_dw": dL_dyhat * 1.0,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
