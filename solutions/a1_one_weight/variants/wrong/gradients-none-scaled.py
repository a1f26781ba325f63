# TASK: gradients:dL_dyhat,gradients:dyhat_dw,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: none
# WHY: Every entry times 1.001.


def gradients(x, w, y):
    dL_dyhat = -2.002 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": 1.001 * x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
