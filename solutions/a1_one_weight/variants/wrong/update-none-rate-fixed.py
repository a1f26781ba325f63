# TASK: update
# MISTAKE: none
# WHY: A fixed learning rate.


def update(w, grad, lr):
    return w - 0.01 * grad
