# TASK: gradients:dL_dw
# MISTAKE: none
# WHY: Rounded to four decimals.


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": round(dL_dyhat * x, 4),
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }
