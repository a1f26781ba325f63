# TASK: loss
# MISTAKE: not-squared
# WHY: The residuals are added up without being squared.


def loss(Y_hat, Y):
    return float(np.sum(Y_hat - Y))
