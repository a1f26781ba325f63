# TASK: update
# MISTAKE: returns-step
# WHY: The step, without the weight.


def update(w, grad, lr):
    return lr * grad
