# TASK: squared_error
# MISTAKE: last-row-only
# WHY: Assigns in the loop where it should add.


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    for n in range(N):
        total = c * np.sum((Y_hat[n] - Y[n]) ** 2)
    return total
