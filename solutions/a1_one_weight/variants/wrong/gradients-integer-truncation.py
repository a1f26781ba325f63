# TASK: gradients:dL_dyhat,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: integer-truncation
# WHY: The results are kept in an array of the input's type.
# LOSES: edges


import numpy as np


def gradients(x, w, y):
    names = ("dL_dyhat", "dyhat_dw", "dL_dw", "dL_dx", "dL_dy")
    upstream = -2 * (y - x * w)
    kept = np.full(5, x)
    kept[:] = upstream, x, upstream * x, upstream * w, -upstream
    return dict(zip(names, kept))
