# TASK: loss
# MISTAKE: not-reduced
# WHY: Added over rows only, so that one number for each output is left.


def loss(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2, axis=0)
