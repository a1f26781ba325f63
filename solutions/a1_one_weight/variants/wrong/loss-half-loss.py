# TASK: loss
# MISTAKE: half-loss
# WHY: Half the square.


def loss(y_hat, y):
    return 0.5 * (y - y_hat) ** 2
