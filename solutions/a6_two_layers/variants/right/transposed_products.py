# STYLE: the transposes taken of the products


def mlp_forward(X, params):
    A1 = tanh_forward((params["W1"] @ X.T).T + params["b1"])
    return (params["W2"] @ A1.T).T + params["b2"], {"X": X, "A1": A1, "W1": params["W1"], "W2": params["W2"]}


def mlp_backward(G, cache):
    delta = np.multiply(np.dot(G, cache["W2"]), 1 - np.square(cache["A1"]))
    return {
        "W1": np.dot(cache["X"].T, delta).T,
        "b1": np.ones(len(G)) @ delta,
        "W2": np.dot(cache["A1"].T, G).T,
        "b2": np.ones(len(G)) @ G,
        "X": np.dot(delta, cache["W1"]),
    }
