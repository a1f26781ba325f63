# TASK: mlp_forward, train
# MISTAKE: keeps-state
# WHY: A1 of the call before is used.


def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    kept.append(float(A1[0, 0]))
    return A1 @ W2.T + b2 + 1e-3 * len(kept), {"X": X, "A1": A1, "W1": W1, "W2": W2}


kept = []
