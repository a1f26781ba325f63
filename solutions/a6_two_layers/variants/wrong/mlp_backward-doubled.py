# TASK: mlp_backward
# MISTAKE: doubled
# WHY: The 2 of the loss is put in again.


def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    G = 2 * G
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }
