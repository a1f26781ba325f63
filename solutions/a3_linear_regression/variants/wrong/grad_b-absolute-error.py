# TASK: grad_b
# MISTAKE: absolute-error
# WHY: The sign of the residual: the gradient of the absolute error.


def grad_b(Y_hat, Y):
    return np.sign(Y_hat - Y).sum(axis=0)
