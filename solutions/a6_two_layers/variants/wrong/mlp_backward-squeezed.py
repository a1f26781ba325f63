# TASK: mlp_backward
# MISTAKE: wrong-shape
# WHY: Axes of length one are dropped.
# LOSES: edges


def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": np.squeeze(G.T @ A1),
        "b2": np.squeeze(G.sum(axis=0)),
        "W1": np.squeeze(dZ1.T @ X),
        "b1": np.squeeze(dZ1.sum(axis=0)),
        "X": np.squeeze(dZ1 @ W1),
    }
