# TASK: gradients:dL_dw,gradients:dL_dx
# MISTAKE: none
# WHY: The two gradients under each other's name.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * w,
        "dL_dx": dL_dyhat * x,
        "dL_dy": -dL_dyhat,
    }
