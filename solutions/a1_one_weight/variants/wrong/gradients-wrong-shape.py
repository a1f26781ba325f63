# TASK: gradients:dL_dx,gradients:dL_dy
# MISTAKE: wrong-shape
# WHY: Arrays of one number.


import numpy as np


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": np.array([dL_dyhat * w]),
        "dL_dy": np.array([-dL_dyhat]),
    }
