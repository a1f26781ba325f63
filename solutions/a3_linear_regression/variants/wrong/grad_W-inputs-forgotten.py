# TASK: grad_W
# MISTAKE: inputs-forgotten
# WHY: The residuals, repeated for each input, and no X.


def grad_W(X, Y_hat, Y):
    r = 2 * (Y_hat - Y).sum(axis=0)
    return np.repeat(r[:, None], X.shape[1], axis=1)
