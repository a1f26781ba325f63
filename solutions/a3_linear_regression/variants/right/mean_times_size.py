# STYLE: means, multiplied by the number of elements


def loss(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2) * Y.size


def grad_b(Y_hat, Y):
    return 2 * len(Y) * np.mean(Y_hat - Y, axis=0)
