# TASK: loss
# MISTAKE: returned-none
# WHY: Computes and does not return.


def loss(y_hat, y):
    error = (y - y_hat) ** 2
