# TASK: update
# MISTAKE: none
# WHY: Weight decay that nobody asked for.


def update(w, grad, lr):
    return w * (1 - lr) - lr * grad
