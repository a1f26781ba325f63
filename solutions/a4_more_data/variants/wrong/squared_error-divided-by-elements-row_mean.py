# TASK: squared_error
# MISTAKE: divided-by-elements
# WHY: "row_mean" divides by N*M.


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / (N * M)}[reduction]
    return c * np.sum((Y_hat - Y) ** 2)
