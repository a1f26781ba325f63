# TASK: update
# MISTAKE: integer-truncation
# WHY: The result is stored with the type of the weight.
# LOSES: edges


def update(w, grad, lr):
    return type(w)(w - lr * grad)
