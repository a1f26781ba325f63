# TASK: update
# MISTAKE: none
# WHY: Only the sign of the gradient is used.


def update(w, grad, lr):
    return w - lr * (1 if grad > 0 else -1)
