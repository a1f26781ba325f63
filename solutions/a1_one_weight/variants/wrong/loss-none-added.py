# TASK: loss
# MISTAKE: none
# WHY: Squares the sum.


def loss(y_hat, y):
    return (y + y_hat) ** 2
