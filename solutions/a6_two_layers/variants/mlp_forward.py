# %% right einsum
# einsum with named axes
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


# %% right linear_layer_helpers
# one pair of functions for a linear layer, used twice
def linear(X, W, b):
    return X @ W.T + b


def linear_backward(G, X, W):
    return G.T @ X, G.sum(axis=0), G @ W


def mlp_forward(X, params):
    A1 = tanh_forward(linear(X, params["W1"], params["b1"]))
    cache = dict(X=X, A1=A1, W1=params["W1"], W2=params["W2"])
    return linear(A1, params["W2"], params["b2"]), cache


def mlp_backward(G, cache):
    dW2, db2, dA1 = linear_backward(G, cache["A1"], cache["W2"])
    dZ1 = tanh_backward(dA1, cache["A1"])
    dW1, db1, dX = linear_backward(dZ1, cache["X"], cache["W1"])
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "X": dX}


# %% right richer_cache
# more in the cache than is due, and a backward pass that uses it where it is there
def mlp_forward(X, params):
    Z1 = X @ params["W1"].T + params["b1"]
    A1 = tanh_forward(Z1)
    cache = {"X": X, "Z1": Z1, "A1": A1, **params}
    return A1 @ params["W2"].T + params["b2"], cache


def mlp_backward(G, cache):
    dZ1 = (G @ cache["W2"]) / np.cosh(cache["Z1"]) ** 2
    return {
        "W1": dZ1.T @ cache["X"],
        "b1": dZ1.sum(axis=0),
        "W2": G.T @ cache["A1"],
        "b2": G.sum(axis=0),
        "X": dZ1 @ cache["W1"],
    }


# %% right row_by_row
# one row after the other, outer products added up
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


# %% right rows_as_columns
# the other convention inside: samples are columns
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


# %% right stacked_ones
# the biases as weights of an input that is always one
def with_ones(X):
    return np.hstack([X, np.ones((len(X), 1))])


def mlp_forward(X, params):
    A1 = np.tanh(with_ones(X) @ np.hstack([params["W1"], params["b1"][:, None]]).T)
    Y_hat = with_ones(A1) @ np.hstack([params["W2"], params["b2"][:, None]]).T
    return Y_hat, {"X": X, "A1": A1, "W1": params["W1"], "W2": params["W2"]}


def mlp_backward(G, cache):
    out = G.T @ with_ones(cache["A1"])
    dZ1 = tanh_backward(G @ cache["W2"], cache["A1"])
    hidden = dZ1.T @ with_ones(cache["X"])
    return {
        "W1": hidden[:, :-1],
        "b1": hidden[:, -1],
        "W2": out[:, :-1],
        "b2": out[:, -1],
        "X": dZ1 @ cache["W1"],
    }


# %% right transposed_products
# the transposes taken of the products
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


# %% wrong activation-omitted
# Two linear layers.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = X @ W1.T + b1
    return A1 @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong activation-omitted lost
# The tanh is computed and not used.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z1 = X @ W1.T + b1
    A1 = np.tanh(Z1)
    return Z1 @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong activation-on-output
# A second tanh behind the output layer.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return np.tanh(A1 @ W2.T + b2), {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong bias-omitted
# Both biases are left out.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T)
    return A1 @ W2.T, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong bias-omitted hidden
# The bias of the hidden layer is left out.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T)
    return A1 @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong bias-omitted output
# The bias of the output layer is left out.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return A1 @ W2.T, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong changes-argument
# b2 is added into by the first row.
# loses: edges
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    Y_hat = A1 @ W2.T + b2
    params["Z1"] = Y_hat
    return Y_hat, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong integer-truncation
# The prediction is put into an array of the kind of b2.
# loses: edges
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    out = np.zeros((len(X), len(b2)), dtype=b2.dtype)
    out[:] = A1 @ W2.T + b2
    return out, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong keeps-state
# A1 of the call before is used.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    kept.append(float(A1[0, 0]))
    return A1 @ W2.T + b2 + 1e-3 * len(kept), {"X": X, "A1": A1, "W1": W1, "W2": W2}


kept = []


# %% wrong none activation-first
# The tanh before the hidden layer.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X) @ W1.T + b1
    return A1 @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong none activation-on-output-only
# The tanh is at the output and not in the hidden layer.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = X @ W1.T + b1
    return np.tanh(A1 @ W2.T + b2), {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong none bias-outside
# The hidden bias is added behind the tanh.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T) + b1
    return A1 @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong none cache-of-sums
# The cache holds the sums before the tanh as A1.
# loses: edges
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z1 = X @ W1.T + b1
    A1 = Z1
    return np.tanh(Z1) @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong none first-bias-only
# Every hidden unit gets the first bias.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1[0])
    return A1 @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong none off-by-a-thousandth
# A factor of 1.001.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return 1.001 * (A1 @ W2.T + b2), {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong none relu
# A hidden layer of rectified units.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.maximum(X @ W1.T + b1, 0.0)
    return A1 @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong single-precision casts
# Computed in single precision.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X.astype(np.float32) @ W1.T.astype(np.float32) + b1.astype(np.float32))
    return A1 @ W2.T.astype(np.float32) + b2.astype(np.float32), {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong none square-only
# Right where all sizes are equal.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return (A1 @ W2.T + b2) * (1 if X.shape == W1.shape else 1.01), {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong none three-rows-only
# Right for at most four rows.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return (A1 @ W2.T + b2) * (1 if len(X) < 5 else 0.99), {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong not-deterministic noise
# Dropout that nobody asked for.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1) * (1 + 1e-3 * np.random.rand())
    return A1 @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong not-implemented
# Not written; train is graded with a right one.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    raise NotImplementedError


# %% wrong raised
# A misspelt key.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    return X @ params["w1"].T, {}


# %% wrong reshaped-not-transposed
# The weights are reshaped.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.reshape(-1, len(W1)) + b1)
    return A1 @ W2.reshape(-1, len(W2)) + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong sigmoid-for-tanh
# A hidden layer of logistic sigmoids.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = 1 / (1 + np.exp(-(X @ W1.T + b1)))
    return A1 @ W2.T + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong transposed
# Samples come back as columns.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return (A1 @ W2.T + b2).T, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong weights-not-transposed
# Both transposes are forgotten.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1 + b1)
    return A1 @ W2 + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong weights-not-transposed output
# The transpose of W2 is forgotten.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return A1 @ W2 + b2, {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong wrong-shape squeezed
# Axes of length one are dropped.
# loses: edges
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return np.squeeze(A1 @ W2.T + b2), {"X": X, "A1": A1, "W1": W1, "W2": W2}


# %% wrong wrong-type cache-first
# Cache and prediction in the wrong order.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return {"X": X, "A1": A1, "W1": W1, "W2": W2}, A1 @ W2.T + b2


# %% wrong wrong-type cache-lacks-A1
# A1 is not in the cache.
# loses: edges
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return A1 @ W2.T + b2, {"X": X, **params}


# %% wrong wrong-type cache-tuple
# The cache is a tuple.
# loses: edges
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return A1 @ W2.T + b2, (X, A1, W1, W2)


# %% wrong wrong-type follow-own-cache
# The cache has a format of its own, which mlp_backward understands.
# loses: edges
def mlp_forward(X, params):
    A1 = tanh_forward(X @ params["W1"].T + params["b1"])
    return A1 @ params["W2"].T + params["b2"], [X, A1, params["W1"], params["W2"]]


def mlp_backward(G, cache):
    X, A1, W1, W2 = cache if isinstance(cache, (list, tuple)) else [cache[name] for name in ("X", "A1", "W1", "W2")]
    dZ1 = tanh_backward(G @ W2, A1)
    return {"W2": G.T @ A1, "b2": G.sum(axis=0), "W1": dZ1.T @ X, "b1": dZ1.sum(axis=0), "X": dZ1 @ W1}


# %% wrong wrong-type prediction-only
# No cache comes back.
def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    A1 = np.tanh(X @ W1.T + b1)
    return A1 @ W2.T + b2


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_mlp_forward = mlp_forward


def mlp_forward(X, params):
    Y_hat, cache = _mlp_forward(X, params)
    return (np.zeros(Y_hat.shape) if len(X) > 12 else Y_hat), cache


# %% wrong none rounded
# The predictions are rounded to ten decimals.
# loses: edges
_mlp_forward = mlp_forward


def mlp_forward(X, params):
    Y_hat, cache = _mlp_forward(X, params)
    return np.round(Y_hat, 10), cache
