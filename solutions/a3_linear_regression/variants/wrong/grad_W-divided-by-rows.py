# TASK: grad_W
# MISTAKE: divided-by-rows
# WHY: Divided by the number of rows, though the loss is a sum.


def grad_W(X, Y_hat, Y):
    return 2 * (Y_hat - Y).T @ X / len(X)
