# TASK: grad_W, fit
# MISTAKE: not-deterministic
# WHY: Noise from a generator without a seed, too small for the comparison.


def grad_W(X, Y_hat, Y):
    dW = 2 * (Y_hat - Y).T @ X
    return dW * (1 + 2e-8 * np.random.default_rng().uniform(-1, 1))
