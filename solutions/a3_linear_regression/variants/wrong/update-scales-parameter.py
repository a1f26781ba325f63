# TASK: update
# MISTAKE: none
# WHY: The brackets are set so that the parameter is scaled too.


def update(param, grad, lr):
    return lr * (param - grad)
