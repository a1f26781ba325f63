# TASK: mlp_forward
# MISTAKE: reshaped-not-transposed
# WHY: The weights are reshaped.


def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.reshape(-1, len(W1)) + b1)
    return A1 @ W2.reshape(-1, len(W2)) + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}
