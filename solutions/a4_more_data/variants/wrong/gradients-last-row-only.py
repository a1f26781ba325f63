# TASK: gradients
# MISTAKE: last-row-only
# WHY: Assigned in the loop where it should add up.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    for n in range(N):
        dW = 2 * c * np.outer(R[n], X[n])
        db = 2 * c * R[n]
    return dW, db
