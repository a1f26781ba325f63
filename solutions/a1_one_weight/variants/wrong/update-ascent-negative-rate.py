# TASK: update
# MISTAKE: ascent
# WHY: Two minuses make a plus.


def update(w, grad, lr):
    step = -lr * grad
    return w - step
