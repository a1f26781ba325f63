# TASK: loss
# MISTAKE: none
# WHY: Predictions above the target cost nothing.


def loss(y_hat, y):
    return max(0.0, y - y_hat) ** 2
