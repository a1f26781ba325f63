# TASK: squared_error
# MISTAKE: first-row-only
# WHY: Returns inside the loop, after the first row.


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    for n in range(N):
        return c * np.sum((Y_hat[n] - Y[n]) ** 2)
