# TASK: update
# MISTAKE: returns-step
# WHY: The step with its sign, without the weight.


def update(w, grad, lr):
    return -lr * grad
