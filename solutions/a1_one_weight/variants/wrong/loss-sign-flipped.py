# TASK: loss
# MISTAKE: sign-flipped
# WHY: A minus before the square.


def loss(y_hat, y):
    return -((y - y_hat) ** 2)
