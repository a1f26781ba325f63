# TASK: grad_W
# MISTAKE: doubled
# WHY: One 2 too many.


def grad_W(X, Y_hat, Y):
    R = 2 * (Y_hat - Y)
    return 2 * R.T @ X
