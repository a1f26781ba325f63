# TASK: grad_b
# MISTAKE: bias-one-number
# WHY: One number for all outputs, repeated into the right shape.


def grad_b(Y_hat, Y):
    return np.full(Y.shape[1], 2 * np.sum(Y_hat - Y))
