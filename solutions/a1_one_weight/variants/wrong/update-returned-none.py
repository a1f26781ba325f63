# TASK: update
# MISTAKE: returned-none
# WHY: Changes its own name for the weight and does not return.


def update(w, grad, lr):
    w -= lr * grad
