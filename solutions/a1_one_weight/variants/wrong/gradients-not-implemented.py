# TASK: gradients:dL_dyhat,gradients:dyhat_dw,gradients:dL_dw,gradients:dL_dx,gradients:dL_dy
# MISTAKE: not-implemented
# WHY: Left as released, so that train cannot call it either.


def gradients(x, w, y):
    raise NotImplementedError("gradients is not written yet")
