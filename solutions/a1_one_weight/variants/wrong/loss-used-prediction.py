# TASK: loss
# MISTAKE: used-prediction
# WHY: The square of the prediction.


def loss(y_hat, y):
    return y_hat**2
