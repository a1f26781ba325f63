# TASK: grad_W
# MISTAKE: none
# WHY: The right gradient with a little noise on it, the same noise every time.


def grad_W(X, Y_hat, Y):
    dW = 2 * (Y_hat - Y).T @ X
    return dW + 1e-3 * np.random.default_rng(0).standard_normal(dW.shape)
