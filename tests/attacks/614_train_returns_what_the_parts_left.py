# GROUP:  marks
# NAME:   train_returns_what_the_parts_left
# TRIES:  a train that returns what the forward and backward pass have left behind
# EXPECT: never_full
# MOST:   16
# ANSWER: train is asked before its parts are
# KIND:   module
# ASSIGNMENT: a6_two_layers
import numpy as np
import honest
from honest import tanh_forward, tanh_backward
S = {"X": None, "seen": [], "grads": []}
def mlp_forward(X, params):
    Y_hat, cache = honest.mlp_forward(X, params)
    if S["X"] is None or not np.array_equal(S["X"], X) or len(S["seen"]) != len(S["grads"]):
        S.update(X=X.copy(), seen=[], grads=[])
    S["seen"].append((dict(params), Y_hat.copy()))
    return Y_hat, cache
def mlp_backward(G, cache):
    grads = honest.mlp_backward(G, cache)
    S["grads"].append(grads)
    return grads
def train(X, Y, params, lr, epochs):
    seen, grads = S["seen"][-epochs:], S["grads"]
    if epochs and len(seen) == epochs and len(grads) == len(S["seen"]) and all(np.array_equal(seen[0][0][k], params[k]) for k in params):
        return {k: seen[-1][0][k] - lr * grads[-1][k] for k in params}, [float(((h - Y) ** 2).sum()) for _, h in seen]
    return dict(params), [0.0] * epochs
