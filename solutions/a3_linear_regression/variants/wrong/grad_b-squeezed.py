# TASK: grad_b
# MISTAKE: wrong-shape
# WHY: squeeze makes a number of the gradient where there is one output, or adds over outputs where there is one row.
# LOSES: edges


def grad_b(Y_hat, Y):
    R = np.squeeze(Y_hat - Y)
    return 2 * R.sum(axis=0)
