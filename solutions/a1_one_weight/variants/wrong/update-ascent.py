# TASK: update
# MISTAKE: ascent
# WHY: Goes up the gradient.


def update(w, grad, lr):
    return w + lr * grad
