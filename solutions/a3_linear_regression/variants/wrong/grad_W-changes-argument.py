# TASK: grad_W
# MISTAKE: changes-argument
# WHY: Y_hat becomes the residual in place, which also spoils the db that is computed after it.
# LOSES: edges


def grad_W(X, Y_hat, Y):
    Y_hat -= Y
    return 2 * Y_hat.T @ X
