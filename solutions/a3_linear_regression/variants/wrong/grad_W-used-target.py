# TASK: grad_W
# MISTAKE: used-target
# WHY: The target, where the residual is due.


def grad_W(X, Y_hat, Y):
    return 2 * Y.T @ X
