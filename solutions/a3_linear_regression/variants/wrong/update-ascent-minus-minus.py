# TASK: update
# MISTAKE: ascent
# WHY: Two minus signs make a step up the gradient.


def update(param, grad, lr):
    step = -lr * grad
    return param - step
