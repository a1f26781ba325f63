# TASK: gradients:dL_dyhat,gradients:dyhat_dw,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: returned-none
# WHY: The dict is built and not returned.


def gradients(x, w, y):
    upstream = -2 * (y - x * w)
    grads = {"dL_dyhat": upstream, "dyhat_dw": x, "dL_dw": upstream * x, "dL_dx": upstream * w, "dL_dy": -upstream}
