# TASK: loss
# MISTAKE: half-loss
# WHY: A factor 1/2, as in texts that want to cancel the 2 of the derivative.


def loss(Y_hat, Y):
    return 0.5 * float(np.sum((Y_hat - Y) ** 2))
