# TASK: grad_b
# MISTAKE: first-row-only
# WHY: Only the first row is looked at.


def grad_b(Y_hat, Y):
    return 2 * (Y_hat[0] - Y[0])
