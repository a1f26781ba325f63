# TASK: grad_b
# MISTAKE: bias-averaged
# WHY: Divided by the number of rows.


def grad_b(Y_hat, Y):
    return 2 * np.sum(Y_hat - Y, axis=0) / len(Y)
