# TASK: update
# MISTAKE: learning-rate-ignored
# WHY: A fixed learning rate.


def update(w, grad, lr):
    return w - 0.01 * grad
