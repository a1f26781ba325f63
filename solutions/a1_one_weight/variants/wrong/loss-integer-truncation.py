# TASK: loss
# MISTAKE: integer-truncation
# WHY: Cast to int.


def loss(y_hat, y):
    return int((y - y_hat) ** 2)
