# TASK: gradients:dL_dyhat,gradients:dyhat_dw,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: wrong-type
# WHY: A tuple in place of the dict.


def gradients(x, w, y):
    upstream = -2 * (y - x * w)
    return upstream, x, upstream * x, upstream * w, -upstream
