# TASK: loss
# MISTAKE: none
# WHY: The norm of the residuals: a square root too many.


def loss(Y_hat, Y):
    return float(np.linalg.norm(Y_hat - Y))
