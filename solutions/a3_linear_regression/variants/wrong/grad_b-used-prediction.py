# TASK: grad_b
# MISTAKE: used-prediction
# WHY: The prediction, where the residual is due.


def grad_b(Y_hat, Y):
    return 2 * Y_hat.sum(axis=0)
