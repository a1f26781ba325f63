# TASK: update
# MISTAKE: none
# WHY: The weight as it was.


def update(w, grad, lr):
    return w
