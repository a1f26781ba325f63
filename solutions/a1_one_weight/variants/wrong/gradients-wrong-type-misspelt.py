# TASK: gradients:dL_dyhat
# MISTAKE: wrong-type
# WHY: A key with one underscore too many.


def gradients(x, w, y):
    upstream = -2 * (y - x * w)
    return {"dL_dy_hat": upstream, "dyhat_dw": x, "dL_dw": upstream * x, "dL_dx": upstream * w, "dL_dy": -upstream}
