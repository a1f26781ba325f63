# TASK: grad_W
# MISTAKE: absolute-error
# WHY: The sign of the residual: the gradient of the absolute error.


def grad_W(X, Y_hat, Y):
    return np.sign(Y_hat - Y).T @ X
