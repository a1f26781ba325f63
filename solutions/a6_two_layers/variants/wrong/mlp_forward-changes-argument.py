# TASK: mlp_forward
# MISTAKE: changes-argument
# WHY: b2 is added into by the first row.
# LOSES: edges


def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    Y_hat = A1 @ W2.T + b2
    params["Z1"] = Y_hat
    return Y_hat, {"X": X, "A1": A1, "W1": W1, "W2": W2}
