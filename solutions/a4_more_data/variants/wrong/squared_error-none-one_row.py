# TASK: squared_error
# MISTAKE: none
# LOSES: edges
# WHY: Divides by N - 1, except that one row divides by itself.


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    squares = (Y_hat - Y) ** 2
    if N == 1:
        return squares.sum()
    return _factor(reduction, N, M) * squares.sum()
