# TASK: mlp_backward
# MISTAKE: integer-truncation
# WHY: Each gradient is put into an array of the kind of G.
# LOSES: edges


def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": (G.T @ A1).astype(G.dtype),
        "b2": G.sum(axis=0),
        "W1": (dZ1.T @ X).astype(G.dtype),
        "b1": dZ1.sum(axis=0).astype(G.dtype),
        "X": (dZ1 @ W1).astype(G.dtype),
    }
