# TASK: update
# MISTAKE: sign-flipped
# WHY: The step minus the weight.


def update(w, grad, lr):
    return lr * grad - w
