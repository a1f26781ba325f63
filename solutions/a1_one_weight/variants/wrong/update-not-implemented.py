# TASK: update
# MISTAKE: not-implemented
# WHY: Left as released, so that train cannot call it either.


def update(w, grad, lr):
    raise NotImplementedError("update is not written yet")
