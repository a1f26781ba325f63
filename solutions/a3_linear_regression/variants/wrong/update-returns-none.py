# TASK: update
# MISTAKE: returned-none
# WHY: The parameter is changed in place and nothing is returned.


def update(param, grad, lr):
    param = param - lr * grad
