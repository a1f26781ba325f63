# STYLE: einsum with named axes


def mlp_forward(X, params):
    A1 = tanh_forward(np.einsum("nd,hd->nh", X, params["W1"]) + params["b1"])
    Y_hat = np.einsum("nh,mh->nm", A1, params["W2"]) + params["b2"]
    return Y_hat, {"X": X, "A1": A1, "W1": params["W1"], "W2": params["W2"]}


def mlp_backward(G, cache):
    X, A1, W1, W2 = (cache[name] for name in ("X", "A1", "W1", "W2"))
    dA1 = np.einsum("nm,mh->nh", G, W2)
    dZ1 = np.einsum("nh,nh->nh", dA1, 1 - A1 * A1)
    return {
        "W1": np.einsum("nh,nd->hd", dZ1, X),
        "b1": np.einsum("nh->h", dZ1),
        "W2": np.einsum("nm,nh->mh", G, A1),
        "b2": np.einsum("nm->m", G),
        "X": np.einsum("nh,hd->nd", dZ1, W1),
    }
