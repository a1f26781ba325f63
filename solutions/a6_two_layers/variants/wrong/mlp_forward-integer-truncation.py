# TASK: mlp_forward
# MISTAKE: integer-truncation
# WHY: The prediction is put into an array of the kind of b2.
# LOSES: edges


def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    out = np.zeros((len(X), len(b2)), dtype=b2.dtype)
    out[:] = A1 @ W2.T + b2
    return out, {"X": X, "A1": A1, "W1": W1, "W2": W2}
