# TASK: loss
# MISTAKE: none
# WHY: The difference of the squares.


def loss(y_hat, y):
    return y**2 - y_hat**2
