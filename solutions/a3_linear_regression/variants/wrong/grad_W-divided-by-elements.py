# TASK: grad_W
# MISTAKE: divided-by-elements
# WHY: Divided by the number of elements: the gradient of the mean.


def grad_W(X, Y_hat, Y):
    R = Y_hat - Y
    return 2 / R.size * R.T @ X
