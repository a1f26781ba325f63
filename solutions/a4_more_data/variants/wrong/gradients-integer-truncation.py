# TASK: gradients
# MISTAKE: integer-truncation
# LOSES: edges
# WHY: The gradient of integers is stored as integers.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]

    dW, db = np.zeros_like(W), np.zeros_like(b)
    dW[:] = 2 * c * R.T @ X
    db[:] = 2 * c * R.sum(axis=0)
    return dW, db
