# TASK: squared_error
# MISTAKE: none
# LOSES: edges
# WHY: An unknown word gets the sum.


def squared_error(Y_hat, Y, reduction):
    if Y_hat.shape != Y.shape:
        raise ValueError("shapes")
    squares = (Y_hat - Y) ** 2
    if reduction == "mean":
        return squares.mean()
    if reduction == "row_mean":
        return squares.sum(axis=1).mean()
    return squares.sum()
