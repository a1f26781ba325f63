# TASK: gradients:dL_dyhat,gradients:dyhat_dw,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: wrong-type
# WHY: Every entry is a list of one number.


def gradients(x, w, y):
    upstream = -2 * (y - x * w)
    found = {"dL_dyhat": upstream, "dyhat_dw": x, "dL_dw": upstream * x, "dL_dx": upstream * w, "dL_dy": -upstream}
    return {key: [value] for key, value in found.items()}
