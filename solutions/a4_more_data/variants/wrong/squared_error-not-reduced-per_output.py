# TASK: squared_error
# MISTAKE: not-reduced
# WHY: One number for each output.


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * ((Y_hat - Y) ** 2).sum(axis=0)
