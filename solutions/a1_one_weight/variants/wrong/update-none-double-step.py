# TASK: update
# MISTAKE: none
# WHY: Twice the step.


def update(w, grad, lr):
    return w - 2 * lr * grad
