# GROUP:  marks
# NAME:   returns_what_the_parts_left
# TRIES:  a fit that returns what update and loss have left behind in the worker
# EXPECT: never_full
# MOST:   20
# ANSWER: fit is asked before its parts are
# KIND:   module
import numpy as np
from honest import grad_W, grad_b
import honest
S = {"log": [], "new": [], "start": None, "late": False}
def same(a, b):
    return a.shape == b.shape and np.array_equal(a, b)
def forward(X, W, b):
    new = S["new"][-2:]
    S["late"] = len(new) == 2 and same(new[0], W) and same(new[1], b)
    if not S["late"]:
        S.update(log=[], new=[], start=(X.copy(), W.copy(), b.copy()))
    S["yhat"] = honest.forward(X, W, b)
    return S["yhat"].copy()
def loss(Y_hat, Y):
    value = honest.loss(Y_hat, Y)
    if S["late"] and same(S["yhat"], Y_hat):
        value = 2 * value
    S["log"].append(value)
    return value
def update(param, grad, lr):
    value = honest.update(param, grad, lr)
    S["new"].append(np.array(value, dtype=float))
    return value
def fit(X, Y, W, b, lr, epochs):
    start = S["start"]
    if start and len(S["log"]) == epochs and all(map(same, start, (X, W, b))):
        return (*S["new"][-2:], list(S["log"]))
    return np.zeros(W.shape), np.zeros(b.shape), [0.0] * epochs
