# TASK: loss
# MISTAKE: used-target
# WHY: The square of the target.


def loss(y_hat, y):
    return y**2
