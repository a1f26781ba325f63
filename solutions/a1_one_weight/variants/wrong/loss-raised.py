# TASK: loss
# MISTAKE: raised
# WHY: In Python ^ is not a power.


def loss(y_hat, y):
    return (y - y_hat) ^ 2
