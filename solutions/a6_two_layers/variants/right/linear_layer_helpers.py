# STYLE: one pair of functions for a linear layer, used twice


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
