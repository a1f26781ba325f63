# STYLE: the other convention inside: samples are columns


def mlp_forward(X, params):
    x = X.T
    a1 = tanh_forward(params["W1"] @ x + params["b1"].reshape(-1, 1))
    y = params["W2"] @ a1 + params["b2"].reshape(-1, 1)
    return y.T, {"X": X, "A1": a1.T, "W1": params["W1"], "W2": params["W2"]}


def mlp_backward(G, cache):
    g, a1, x = G.T, cache["A1"].T, cache["X"].T
    dz1 = (cache["W2"].T @ g) * (1 - a1**2)
    return {
        "W1": dz1 @ x.T,
        "b1": dz1.sum(axis=1),
        "W2": g @ a1.T,
        "b2": g.sum(axis=1),
        "X": (cache["W1"].T @ dz1).T,
    }
