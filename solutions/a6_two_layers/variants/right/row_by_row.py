# STYLE: one row after the other, outer products added up


def mlp_forward(X, params):
    A1 = np.array([tanh_forward(params["W1"] @ x + params["b1"]) for x in X])
    Y_hat = np.array([params["W2"] @ a + params["b2"] for a in A1])
    return Y_hat, {"X": X, "A1": A1, "W1": params["W1"], "W2": params["W2"]}


def mlp_backward(G, cache):
    grads = {"W1": 0, "b1": 0, "W2": 0, "b2": 0}
    rows = []
    for g, x, a in zip(G, cache["X"], cache["A1"]):
        dz = (g @ cache["W2"]) * (1 - a**2)
        grads["W2"] = grads["W2"] + np.outer(g, a)
        grads["b2"] = grads["b2"] + g
        grads["W1"] = grads["W1"] + np.outer(dz, x)
        grads["b1"] = grads["b1"] + dz
        rows.append(dz @ cache["W1"])
    return grads | {"X": np.array(rows)}
