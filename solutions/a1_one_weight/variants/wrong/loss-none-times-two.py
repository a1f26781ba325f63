# TASK: loss
# MISTAKE: none
# WHY: Doubles the difference in place of squaring it.


def loss(y_hat, y):
    return 2 * (y - y_hat)
