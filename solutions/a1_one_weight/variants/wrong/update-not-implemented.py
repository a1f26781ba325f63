# TASK: update,train
# MISTAKE: not-implemented
# WHY: Left as released, so that train cannot call it.


def update(w, grad, lr):
    raise NotImplementedError("update is not written yet")
