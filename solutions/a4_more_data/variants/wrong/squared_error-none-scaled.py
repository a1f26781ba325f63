# TASK: squared_error
# MISTAKE: none
# WHY: Off by one part in a thousand.


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 1.001 * c * np.sum((Y_hat - Y) ** 2)
