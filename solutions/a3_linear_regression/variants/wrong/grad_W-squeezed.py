# TASK: grad_W
# MISTAKE: wrong-shape
# WHY: squeeze drops an axis of length one.
# LOSES: edges


def grad_W(X, Y_hat, Y):
    return np.squeeze(2 * (Y_hat - Y).T @ X)
