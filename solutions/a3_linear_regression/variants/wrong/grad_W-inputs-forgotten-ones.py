# TASK: grad_W
# MISTAKE: inputs-forgotten
# WHY: Ones in the place of X.


def grad_W(X, Y_hat, Y):
    return 2 * (Y_hat - Y).T @ np.ones_like(X)
