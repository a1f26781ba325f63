# TASK: loss
# MISTAKE: wrong-type
# WHY: A list of one number.


def loss(y_hat, y):
    return [(y - y_hat) ** 2]
