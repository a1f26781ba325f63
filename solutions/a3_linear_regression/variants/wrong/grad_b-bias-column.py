# TASK: grad_b
# MISTAKE: bias-kept-dims
# WHY: A column (M, 1), where a vector (M,) is due.


def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).T @ np.ones((len(Y), 1))
