# TASK: grad_W
# MISTAKE: transposed
# WHY: The factors are in the other order, so (D, M) comes out.


def grad_W(X, Y_hat, Y):
    return 2 * X.T @ (Y_hat - Y)
