# TASK: loss
# MISTAKE: absolute-error
# WHY: The root of the square.


def loss(y_hat, y):
    return ((y - y_hat) ** 2) ** 0.5
