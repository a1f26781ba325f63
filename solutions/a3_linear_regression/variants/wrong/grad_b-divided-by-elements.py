# TASK: grad_b
# MISTAKE: divided-by-elements
# WHY: The gradient of the mean over all elements.


def grad_b(Y_hat, Y):
    R = Y_hat - Y
    return 2 * R.sum(axis=0) / R.size
