# TASK: mlp_backward:dW2
# MISTAKE: reshaped-not-transposed
# WHY: G is reshaped where it should be transposed.


def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.reshape(G.shape[1], -1) @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }
