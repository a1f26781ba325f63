# TASK: grad_b
# MISTAKE: bias-averaged
# WHY: The mean over the rows, where the sum is due.


def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).mean(axis=0)
