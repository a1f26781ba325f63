# GROUP:  marks
# NAME:   right_only_once_in_a_worker
# TRIES:  a fit that ends the process beside its own right parts, and works where functions are given
# EXPECT: never_full
# MOST:   20
# ANSWER: where the own parts are right, functions given could change nothing
# KIND:   module
import os, time, sys
import numpy as np
import honest
from honest import *
_n = []
def fit(*a):
    if hasattr(forward, "__code__"): os._exit(0)
    _n.append(1)
    r = honest.fit
    X, Y, W, b, lr, epochs = a
    losses = []
    for _ in range(epochs):
        Yh = forward(X, W, b); losses.append(loss(Yh, Y))
        W, b = update(W, grad_W(X, Yh, Y), lr), update(b, grad_b(Yh, Y), lr)
    if len(_n) % 7 == 0 and int(np.random.get_state()[1][0]) % 2: W = W * np.random.rand()
    return W, b, losses
