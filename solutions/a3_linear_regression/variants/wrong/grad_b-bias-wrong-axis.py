# TASK: grad_b
# MISTAKE: bias-wrong-axis
# WHY: Added over the outputs, where it should be over the rows.


def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).sum(axis=1)
