# TASK: mlp_forward
# MISTAKE: wrong-type
# WHY: The cache has a format of its own, which mlp_backward understands.
# LOSES: edges


def mlp_forward(X, params):
    A1 = tanh_forward(X @ params["W1"].T + params["b1"])
    return A1 @ params["W2"].T + params["b2"], [X, A1, params["W1"], params["W2"]]


def mlp_backward(G, cache):
    X, A1, W1, W2 = cache if isinstance(cache, (list, tuple)) else [cache[name] for name in ("X", "A1", "W1", "W2")]
    dZ1 = tanh_backward(G @ W2, A1)
    return {"W2": G.T @ A1, "b2": G.sum(axis=0), "W1": dZ1.T @ X, "b1": dZ1.sum(axis=0), "X": dZ1 @ W1}
