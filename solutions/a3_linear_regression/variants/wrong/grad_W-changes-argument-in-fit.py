# TASK: fit
# MISTAKE: none
# WHY: Y_hat becomes the residual in place; in fit, grad_b then starts from the changed Y_hat.


def grad_W(X, Y_hat, Y):
    Y_hat -= Y
    return 2 * Y_hat.T @ X
