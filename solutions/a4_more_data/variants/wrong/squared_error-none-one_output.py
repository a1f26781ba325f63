# TASK: squared_error
# MISTAKE: none
# LOSES: edges
# WHY: A single output is taken for a vector.


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    R = (Y_hat - Y).squeeze()
    rows, outputs = R.shape if R.ndim == 2 else (1, R.size)
    return _factor(reduction, rows, outputs) * np.sum(R**2)
