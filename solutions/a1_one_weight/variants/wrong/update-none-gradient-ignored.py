# TASK: update
# MISTAKE: none
# WHY: The learning rate alone is taken off.


def update(w, grad, lr):
    return w - lr
