# TASK: loss
# MISTAKE: none
# WHY: The third power of the distance.


def loss(y_hat, y):
    return abs(y - y_hat) ** 3
