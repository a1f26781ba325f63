# TASK: update
# MISTAKE: learning-rate-ignored
# WHY: The whole gradient is taken off.


def update(w, grad, lr):
    return w - grad
