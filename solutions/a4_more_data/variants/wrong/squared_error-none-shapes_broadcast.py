# TASK: squared_error
# MISTAKE: none
# LOSES: edges
# WHY: Unequal shapes are broadcast.


def squared_error(Y_hat, Y, reduction):
    R = Y_hat - Y
    return float(_factor(reduction, *R.shape) * np.sum(R**2))
