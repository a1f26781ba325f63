# TASK: update
# MISTAKE: none
# WHY: The step is cut at 0.1.


def update(w, grad, lr):
    step = max(-0.1, min(0.1, lr * grad))
    return w - step
