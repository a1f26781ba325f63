# TASK: gradients
# MISTAKE: none
# WHY: Zeros for every gradient: there is nothing to compose.


def gradients(X, Y, W, b, reduction):
    return np.zeros(W.shape), np.zeros(b.shape)
