# TASK: update
# MISTAKE: none
# WHY: The learning rate multiplies the weight too.


def update(w, grad, lr):
    return lr * (w - grad)
