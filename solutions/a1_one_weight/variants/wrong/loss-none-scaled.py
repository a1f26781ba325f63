# TASK: loss
# MISTAKE: none
# WHY: A factor of 1.001.


def loss(y_hat, y):
    return 1.001 * (y - y_hat) ** 2
