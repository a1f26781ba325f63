# TASK: mlp_backward:dW2,mlp_backward:db2,mlp_backward:dW1,mlp_backward:db1
# MISTAKE: last-row-only
# WHY: Each row overwrites the one before.


def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": np.outer(G[-1], A1[-1]),
        "b2": G[-1] * 1,
        "W1": np.outer(dZ1[-1], X[-1]),
        "b1": dZ1[-1],
        "X": dZ1 @ W1,
    }
