# TASK: mlp_backward:dW1
# MISTAKE: inputs-forgotten
# WHY: dW1 without the inputs.


def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": np.repeat(dZ1.sum(axis=0)[:, None], X.shape[1], axis=1),
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }
