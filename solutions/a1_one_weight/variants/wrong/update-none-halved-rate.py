# TASK: update
# MISTAKE: none
# WHY: Half the step.


def update(w, grad, lr):
    return w - lr * grad / 2
