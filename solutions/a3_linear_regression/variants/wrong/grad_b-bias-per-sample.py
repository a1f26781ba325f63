# TASK: grad_b
# MISTAKE: bias-per-sample
# WHY: One gradient for each row, as if each row had its own bias.


def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y)
