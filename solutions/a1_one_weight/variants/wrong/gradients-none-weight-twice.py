# TASK: gradients:dL_dx
# MISTAKE: none
# WHY: The weight twice; right at w = 1.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w * w,
        "dL_dy": -dL_dyhat,
    }
