# TASK: grad_W
# MISTAKE: none
# WHY: The last entry is left out by a loop that ends too early.


def grad_W(X, Y_hat, Y):
    dW = 2.0 * (Y_hat - Y).T @ X
    dW[-1, -1] = 0
    return dW
