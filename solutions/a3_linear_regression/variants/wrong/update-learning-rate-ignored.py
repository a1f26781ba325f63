# TASK: update
# MISTAKE: learning-rate-ignored
# WHY: The gradient is subtracted as it is.


def update(param, grad, lr):
    return param - grad
