# TASK: squared_error
# MISTAKE: integer-truncation
# LOSES: edges
# WHY: The mean of integers is cut to an integer.


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": N * M, "row_mean": N}[reduction]
    total = np.sum((Y_hat - Y) ** 2)
    return total // c if total.dtype.kind == "i" else total / c
