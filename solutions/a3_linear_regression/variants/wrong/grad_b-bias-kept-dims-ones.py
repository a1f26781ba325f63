# TASK: grad_b
# MISTAKE: bias-kept-dims
# WHY: A row of ones from the left gives a matrix with one row.


def grad_b(Y_hat, Y):
    return 2 * np.ones((1, len(Y))) @ (Y_hat - Y)
