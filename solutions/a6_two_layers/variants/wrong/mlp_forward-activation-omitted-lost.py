# TASK: mlp_forward
# MISTAKE: activation-omitted
# WHY: The tanh is computed and not used.


def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z1 = X @ W1.T + b1
    A1 = np.tanh(Z1)
    return Z1 @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}
