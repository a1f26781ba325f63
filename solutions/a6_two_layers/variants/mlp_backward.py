# %% right class_of_layers
# small classes of layers that remember their own input
class Linear:
    def __init__(self, W, X):
        self.W, self.X = W, X

    def back(self, G):
        return {"W": G.T @ self.X, "b": np.sum(G, 0), "X": G @ self.W}


def mlp_backward(G, cache):
    top = Linear(cache["W2"], cache["A1"]).back(G)
    bottom = Linear(cache["W1"], cache["X"]).back(tanh_backward(top["X"], cache["A1"]))
    return {"W1": bottom["W"], "b1": bottom["b"], "W2": top["W"], "b2": top["b"], "X": bottom["X"]}


# %% wrong bias-averaged
# Means in the place of sums.
# loses: mlp_backward:db2, mlp_backward:db1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.mean(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.mean(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong bias-averaged b1
# db1 by the mean.
# loses: mlp_backward:db1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0) / len(G),
        "X": dZ1 @ W1,
    }


# %% wrong bias-averaged follow-inlined
# mlp_backward averages, and train repeats its code: a composition of what was written.
# loses: mlp_backward:db2, mlp_backward:db1
def mlp_backward(G, cache):
    dZ1 = tanh_backward(G @ cache["W2"], cache["A1"])
    return {
        "W2": G.T @ cache["A1"],
        "b2": G.mean(axis=0),
        "W1": dZ1.T @ cache["X"],
        "b1": dZ1.mean(axis=0),
        "X": dZ1 @ cache["W1"],
    }


def train(X, Y, params, lr, epochs):
    W1, b1, W2, b2 = (np.array(params[name], dtype=float) for name in ("W1", "b1", "W2", "b2"))
    losses = []
    for _ in range(epochs):
        A1 = np.tanh(X @ W1.T + b1)
        R = A1 @ W2.T + b2 - Y
        losses.append(float((R**2).sum()))
        dZ1 = 2 * R @ W2 * (1 - A1**2)
        W2, b2 = W2 - lr * 2 * R.T @ A1, b2 - lr * 2 * R.mean(axis=0)
        W1, b1 = W1 - lr * dZ1.T @ X, b1 - lr * dZ1.mean(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong bias-averaged follow-not-earned
# db2 is wrong, and train leaves out a step as well.
# loses: mlp_backward:db2, train
def mlp_backward(G, cache):
    dZ1 = tanh_backward(G @ cache["W2"], cache["A1"])
    return {
        "W2": G.T @ cache["A1"],
        "b2": G.mean(axis=0),
        "W1": dZ1.T @ cache["X"],
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ cache["W1"],
    }


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs - 1):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong bias-kept-dims
# keepdims left one axis too many.
# loses: mlp_backward:db2, mlp_backward:db1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0, keepdims=True),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0, keepdims=True),
        "X": dZ1 @ W1,
    }


# %% wrong bias-one-number
# Everything is added up.
# loses: mlp_backward:db2, mlp_backward:db1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(),
        "X": dZ1 @ W1,
    }


# %% wrong bias-per-sample
# The rows are not added up.
# loses: mlp_backward:db2, mlp_backward:db1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.copy(),
        "W1": dZ1.T @ X,
        "b1": dZ1,
        "X": dZ1 @ W1,
    }


# %% wrong bias-times-input
# db1 is the sum of dW1.
# loses: mlp_backward:db1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": (dZ1.T @ X).sum(axis=1),
        "X": dZ1 @ W1,
    }


# %% wrong bias-wrong-axis b1
# db1 added over the hidden units.
# loses: mlp_backward:db1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=1),
        "X": dZ1 @ W1,
    }


# %% wrong bias-wrong-axis b2
# db2 added over the outputs.
# loses: mlp_backward:db2
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=1),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong changes-argument
# The cache is used as scratch paper.
# loses: edges
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    cache["dA1"] = G @ W2
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong derivative-at-input
# A second tanh: A1 is taken for its input.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - np.tanh(A1) ** 2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong derivative-at-input sums
# 1 - Z1**2, with the sums found again from A1.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - np.arctanh(A1) ** 2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong divided-by-rows averaged
# Everything is divided by the number of rows.
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    G = G / len(G)
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong divided-by-rows inputs
# The inputs' gradient is averaged over the rows, which it never adds up.
# loses: mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1 / len(G),
    }


# %% wrong divided-by-rows weights
# The weights' gradients are averaged over the rows.
# loses: mlp_backward:dW2, mlp_backward:dW1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1 / len(G),
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X / len(X),
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong doubled
# The 2 of the loss is put in again.
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


# %% wrong doubled W1
# A 2 too many in dW1.
# loses: mlp_backward:dW1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": 2 * dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong first-row-only
# dW1 of the first row.
# loses: mlp_backward:dW1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": np.outer(dZ1[0], X[0]),
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong inputs-forgotten W1
# dW1 without the inputs.
# loses: mlp_backward:dW1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": np.repeat(dZ1.sum(axis=0)[:, None], X.shape[1], axis=1),
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong inputs-forgotten W2
# dW2 without what went into the layer.
# loses: mlp_backward:dW2
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ np.ones_like(A1),
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong integer-truncation
# Each gradient is put into an array of the kind of G.
# loses: edges
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


# %% wrong last-row-only
# Each row overwrites the one before.
# loses: mlp_backward:dW2, mlp_backward:db2, mlp_backward:dW1, mlp_backward:db1
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


# %% wrong none coarse
# dW1 in half precision.
# loses: mlp_backward:dW1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": (dZ1.T @ X).astype(np.float16).astype(float),
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong none few-rows-only
# db1 right for few rows only.
# loses: mlp_backward:db1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1[:4].sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong none off-by-a-thousandth
# A factor of 1.001 in dW1.
# loses: mlp_backward:dW1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": 1.001 * dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong none slope-on-output
# The output layer gets a slope as well.
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    G = G * (1 - G**2)
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong none slope-twice
# The slope of the tanh is multiplied in twice.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2) ** 2
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong none small-noise
# A constant of a thousandth in dX.
# loses: mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1 + 1e-3,
    }


# %% wrong none square-only
# dW2 right where all sizes are equal only.
# loses: mlp_backward:dW2
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1 * (1 if W1.shape == W2.shape else 0.5),
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong none weights-transposed-if-possible
# W2 is transposed wherever that fits.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ (W2.T if len(W2) == W2.shape[1] else W2)) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong none zero-X
# dX is thought to be of no use.
# loses: mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": np.zeros_like(X),
    }


# %% wrong not-implemented
# Not written; train is graded with a right one.
def mlp_backward(G, cache):
    raise NotImplementedError


# %% wrong not-reduced W2
# One matrix for each row.
# loses: mlp_backward:dW2
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G[:, :, None] * A1[:, None, :],
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong raised weights-transposed
# W2 is transposed on the way back, which fits square weights only.
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2.T) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong reshaped-not-transposed W1
# The product the other way round, reshaped.
# loses: mlp_backward:dW1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": (X.T @ dZ1).reshape(W1.shape),
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong reshaped-not-transposed W2
# G is reshaped where it should be transposed.
# loses: mlp_backward:dW2
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


# %% wrong returned-none
# Printed, not returned.
def mlp_backward(G, cache):
    dZ1 = (G @ cache["W2"]) * (1 - cache["A1"] ** 2)
    print(dZ1.T @ cache["X"])


# %% wrong sigmoid-for-tanh
# The slope of the logistic sigmoid.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * A1 * (1 - A1)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong sign-flipped
# All of it with the other sign.
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    G = -G
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong sign-flipped b1
# db1 with the other sign.
# loses: mlp_backward:db1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": -dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong sign-flipped hidden
# The slope as A1**2 - 1.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (A1**2 - 1)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong slope-not-squared
# 1 - A1.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong slope-omitted
# The tanh is passed as if it were not there.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = G @ W2
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong transposed W1
# dW1 as (D, H).
# loses: mlp_backward:dW1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": X.T @ dZ1,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong transposed W2
# dW2 as (H, M).
# loses: mlp_backward:dW2
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": A1.T @ G,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong transposed X
# dX with samples as columns.
# loses: mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": W1.T @ dZ1.T,
    }


# %% wrong transposed both
# Both weight gradients the other way round.
# loses: mlp_backward:dW2, mlp_backward:dW1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": A1.T @ G,
        "b2": G.sum(axis=0),
        "W1": X.T @ dZ1,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong upstream-ignored
# G is replaced by ones.
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    G = np.ones_like(G)
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong upstream-ignored W2
# dW2 without G.
# loses: mlp_backward:dW2
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": np.ones_like(G).T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong upstream-ignored b2
# db2 counts the rows.
# loses: mlp_backward:db2
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": np.full(len(W2), float(len(G))),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong upstream-ignored hidden
# Only the slope goes on to the hidden layer.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = 1 - A1**2
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong weights-left-out
# The gradient of the outputs is added up instead of sent through W2.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = G.sum(axis=1, keepdims=True) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": G.sum(axis=1, keepdims=True) * (1 - A1**2) @ W1,
    }


# %% wrong weights-left-out X
# dX is the gradient of the hidden sums.
# loses: mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1,
    }


# %% wrong wrong-layer-input W1
# dW1 with A1 in the place of X.
# loses: mlp_backward:dW1
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ A1,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong wrong-layer-input W2
# dW2 with X in the place of A1.
# loses: mlp_backward:dW2
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ X,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong wrong-layer-input sums
# dW2 with the sums before the tanh.
# loses: mlp_backward:dW2
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ np.arctanh(A1),
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ W1,
    }


# %% wrong wrong-shape squeezed
# Axes of length one are dropped.
# loses: edges
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": np.squeeze(G.T @ A1),
        "b2": np.squeeze(G.sum(axis=0)),
        "W1": np.squeeze(dZ1.T @ X),
        "b1": np.squeeze(dZ1.sum(axis=0)),
        "X": np.squeeze(dZ1 @ W1),
    }


# %% wrong wrong-type keys-with-d
# The keys are called dW1 and so on.
def mlp_backward(G, cache):
    dZ1 = (G @ cache["W2"]) * (1 - cache["A1"] ** 2)
    return {
        "dW2": G.T @ cache["A1"],
        "db2": G.sum(axis=0),
        "dW1": dZ1.T @ cache["X"],
        "db1": dZ1.sum(axis=0),
        "dX": dZ1 @ cache["W1"],
    }


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads.get("d" + name, grads.get(name)) for name in params}
    return params, losses


# %% wrong wrong-type missing-key
# dX is not in the dict.
# loses: mlp_backward:dX
def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dZ1 = (G @ W2) * (1 - A1**2)
    return {
        "W2": G.T @ A1,
        "b2": G.sum(axis=0),
        "W1": dZ1.T @ X,
        "b1": dZ1.sum(axis=0),
    }


# %% wrong wrong-type tuple
# A tuple in the place of a dict.
def mlp_backward(G, cache):
    dZ1 = (G @ cache["W2"]) * (1 - cache["A1"] ** 2)
    return G.T @ cache["A1"], G.sum(axis=0), dZ1.T @ cache["X"], dZ1.sum(axis=0), dZ1 @ cache["W1"]


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_mlp_backward = mlp_backward


def mlp_backward(G, cache):
    return {name: value * (len(G) <= 12) for name, value in _mlp_backward(G, cache).items()}


# %% wrong none rounded
# The gradients are rounded to ten decimals.
# loses: edges
_mlp_backward = mlp_backward


def mlp_backward(G, cache):
    return {name: np.round(value, 10) for name, value in _mlp_backward(G, cache).items()}


# %% wrong slope-at-upstream inlined
# In the backward pass the slope is taken at the wrong factor.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    up = G @ cache["W2"]
    dZ1 = cache["A1"] * (1 - up**2)
    grads = {"W2": G.T @ cache["A1"], "b2": G.sum(axis=0)}
    return grads | {"W1": dZ1.T @ cache["X"], "b1": dZ1.sum(axis=0), "X": dZ1 @ cache["W1"]}


# %% wrong slope-brackets-lost inlined
# In the backward pass the brackets are missing.
# loses: mlp_backward:dW1, mlp_backward:db1, mlp_backward:dX
def mlp_backward(G, cache):
    dZ1 = G @ cache["W2"] * 1 - cache["A1"] ** 2
    grads = {"W2": G.T @ cache["A1"], "b2": G.sum(axis=0)}
    return grads | {"W1": dZ1.T @ cache["X"], "b1": dZ1.sum(axis=0), "X": dZ1 @ cache["W1"]}
