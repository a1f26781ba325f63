# TASK: loss
# MISTAKE: not-squared
# WHY: The square is missing, the difference the other way round.


def loss(y_hat, y):
    return y_hat - y
