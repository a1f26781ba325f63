# TASK: mlp_forward
# MISTAKE: wrong-type
# WHY: A1 is not in the cache.
# LOSES: edges


def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return A1 @ W2.T + b2, {"X": X, **params}
