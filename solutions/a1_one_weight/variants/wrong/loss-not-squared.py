# TASK: loss
# MISTAKE: not-squared
# WHY: The square is missing.


def loss(y_hat, y):
    return y - y_hat
