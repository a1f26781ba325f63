# TASK: squared_error
# MISTAKE: none
# LOSES: edges
# WHY: Compares the number of rows alone.


def squared_error(Y_hat, Y, reduction):
    if len(Y_hat) != len(Y):
        raise ValueError("shapes")
    R = Y_hat - Y
    return float(_factor(reduction, *R.shape) * np.sum(R**2))
