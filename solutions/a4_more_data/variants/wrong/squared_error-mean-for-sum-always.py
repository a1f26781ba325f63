# TASK: squared_error
# MISTAKE: mean-for-sum
# WHY: The mean over all elements whatever the word.


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    return np.mean((Y_hat - Y) ** 2)
