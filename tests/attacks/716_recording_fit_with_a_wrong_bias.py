# GROUP:  marks
# NAME:   recording_fit_with_a_wrong_bias
# TRIES:  as 610, with a wrong gradient of the bias and without a trick
# EXPECT: never_full
# MOST:   15
# ANSWER: fit is asked before its parts are
# KIND:   module
import numpy as np
import honest
from honest import forward, loss, grad_W
S = {"new": [], "loss": []}
def grad_b(Y_hat, Y):
    return 2 * honest.grad_b(Y_hat, Y)
def loss(Y_hat, Y):
    v = honest.loss(Y_hat, Y); S["loss"].append(v); return v
def update(p, g, lr):
    v = honest.update(p, g, lr); S["new"].append(v); return v
def fit(X, Y, W, b, lr, epochs):
    new, losses = S["new"][-2:], S["loss"][-epochs:]
    S["new"], S["loss"] = [], []
    ok = len(new) == 2 and new[0].shape == W.shape and new[1].shape == b.shape and len(losses) == epochs
    return (*new, losses) if ok else (W * 0, b * 0, [0.0] * epochs)
