# TASK: gradients:dyhat_dw
# MISTAKE: inputs-forgotten
# WHY: 1 where the input is due; right at x = 1.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": 1.0,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
