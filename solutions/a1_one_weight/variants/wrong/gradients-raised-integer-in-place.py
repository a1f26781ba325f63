# TASK: gradients:dL_dyhat,gradients:dyhat_dw,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: raised
# WHY: An integer array cannot be changed by a float in place.
# LOSES: edges


import numpy as np


def gradients(x, w, y):
    error = np.array(y)
    error -= x * np.array(w, dtype=float)
    upstream = -2 * error
    return {"dL_dyhat": upstream, "dyhat_dw": x, "dL_dw": upstream * x, "dL_dx": upstream * w, "dL_dy": -upstream}
