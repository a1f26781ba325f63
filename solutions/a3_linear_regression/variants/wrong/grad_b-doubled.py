# TASK: grad_b
# MISTAKE: doubled
# WHY: One 2 too many.


def grad_b(Y_hat, Y):
    return 4 * np.sum(Y_hat - Y, axis=0)
