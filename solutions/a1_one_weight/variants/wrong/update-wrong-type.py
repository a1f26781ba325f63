# TASK: update
# MISTAKE: wrong-type
# WHY: A tuple of weight and step.


def update(w, grad, lr):
    return w - lr * grad, lr * grad
