# TASK: grad_b
# MISTAKE: bias-one-number
# WHY: The axis is missing, so that outputs are added up as well.


def grad_b(Y_hat, Y):
    return 2 * np.sum(Y_hat - Y)
