# TASK: update
# MISTAKE: ascent
# WHY: A step up the gradient.


def update(param, grad, lr):
    return param + lr * grad
