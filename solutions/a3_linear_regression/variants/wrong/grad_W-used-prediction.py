# TASK: grad_W
# MISTAKE: used-prediction
# WHY: The prediction, where the residual is due.


def grad_W(X, Y_hat, Y):
    return 2 * Y_hat.T @ X
