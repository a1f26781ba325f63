# TASK: squared_error
# MISTAKE: changes-argument
# LOSES: edges
# WHY: Computes the residual inside Y_hat.


def squared_error(Y_hat, Y, reduction):
    if Y_hat.shape != Y.shape:
        raise ValueError("shapes")
    Y_hat -= Y
    return float(_factor(reduction, *Y.shape) * np.sum(Y_hat**2))
