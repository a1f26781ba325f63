# TASK: update
# MISTAKE: integer-truncation
# WHY: The result takes the type of the parameter, so integers stay integers.
# LOSES: edges


def update(param, grad, lr):
    new = param.copy()
    new[...] = param - lr * grad
    return new
