# TASK: loss
# MISTAKE: none
# WHY: Without brackets only the prediction is squared.


def loss(y_hat, y):
    return y - y_hat**2
