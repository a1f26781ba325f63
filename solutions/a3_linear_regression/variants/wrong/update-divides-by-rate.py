# TASK: update
# MISTAKE: none
# WHY: Divided by the learning rate.


def update(param, grad, lr):
    return param - grad / lr
