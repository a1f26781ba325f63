# TASK: forward
# MISTAKE: integer-truncation
# WHY: The result takes the type of X, so integer inputs lose their fractions.
# LOSES: edges


def forward(X, W, b):
    Y_hat = np.empty((len(X), len(W)), dtype=X.dtype)
    Y_hat[...] = X @ W.T + b
    return Y_hat
