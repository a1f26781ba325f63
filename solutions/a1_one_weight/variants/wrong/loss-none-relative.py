# TASK: loss
# MISTAKE: none
# WHY: Divided by the target.


def loss(y_hat, y):
    return ((y - y_hat) / y) ** 2
