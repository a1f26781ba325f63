# TASK: update
# MISTAKE: returns-step
# WHY: The change with its sign is returned, not the new value.


def update(param, grad, lr):
    return -lr * grad
