# TASK: squared_error
# MISTAKE: rows-for-elements
# WHY: "mean" divides by N alone.


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / N, "row_mean": 1 / N}[reduction]
    return c * np.sum((Y_hat - Y) ** 2)
