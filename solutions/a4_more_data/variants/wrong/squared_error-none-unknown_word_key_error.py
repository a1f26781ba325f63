# TASK: squared_error
# MISTAKE: none
# LOSES: edges
# WHY: An unknown word is a KeyError.


def squared_error(Y_hat, Y, reduction):
    if Y_hat.shape != Y.shape:
        raise ValueError("shapes")
    N, M = Y.shape
    return {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction] * np.sum((Y_hat - Y) ** 2)
