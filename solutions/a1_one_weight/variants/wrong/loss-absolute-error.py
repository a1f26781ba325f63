# TASK: loss
# MISTAKE: absolute-error
# WHY: The absolute value in place of the square.


def loss(y_hat, y):
    return abs(y - y_hat)
