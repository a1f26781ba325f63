# TASK: gradients, accumulate
# MISTAKE: dropped-two
# WHY: The 2 is forgotten, and the batch means are averaged without weights.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * R.T @ X, c * R.sum(axis=0)


def accumulate(X, Y, W, b, batch_size, reduction):
    starts = range(0, len(X), batch_size)
    parts = [gradients(X[s : s + batch_size], Y[s : s + batch_size], W, b, reduction) for s in starts]
    average = np.sum if reduction == "sum" else np.mean
    return average([p[0] for p in parts], axis=0), average([p[1] for p in parts], axis=0)
