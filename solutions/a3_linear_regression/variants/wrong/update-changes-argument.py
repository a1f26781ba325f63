# TASK: update
# MISTAKE: changes-argument
# WHY: -= changes the caller's array; for integers it raises.
# LOSES: edges


def update(param, grad, lr):
    param -= lr * grad
    return param
