# TASK: grad_W
# MISTAKE: none
# WHY: A factor of 1.001.


def grad_W(X, Y_hat, Y):
    return 2.002 * (Y_hat - Y).T @ X
