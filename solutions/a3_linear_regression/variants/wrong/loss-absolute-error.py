# TASK: loss
# MISTAKE: absolute-error
# WHY: abs, where the square is due.


def loss(Y_hat, Y):
    return float(np.abs(Y_hat - Y).sum())
