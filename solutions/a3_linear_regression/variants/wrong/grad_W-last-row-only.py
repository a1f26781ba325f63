# TASK: grad_W
# MISTAKE: last-row-only
# WHY: Assigned in the loop, where it should be added.


def grad_W(X, Y_hat, Y):
    for x, r in zip(X, Y_hat - Y):
        dW = 2 * np.outer(r, x)
    return dW
