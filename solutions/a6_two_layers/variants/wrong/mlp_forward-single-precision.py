# TASK: mlp_forward
# MISTAKE: none
# WHY: Computed in single precision.


def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X.astype(np.float32) @ W1.T.astype(np.float32) + b1.astype(np.float32))
    return A1 @ W2.T.astype(np.float32) + b2.astype(np.float32), {"X": X, "A1": A1, "W1": W1, "W2": W2}
