# TASK: update
# MISTAKE: none
# WHY: `or` takes the learning rate 0 for a missing one.
# LOSES: edges


def update(w, grad, lr):
    return w - (lr or 0.01) * grad
