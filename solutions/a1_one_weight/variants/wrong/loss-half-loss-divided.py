# TASK: loss
# MISTAKE: half-loss
# WHY: The square divided by 2.


def loss(y_hat, y):
    return (y_hat - y) ** 2 / 2
