# GROUP:  marks
# NAME:   random_noise_unrepeated
# TRIES:  a fit that draws at random where functions are given, where nothing is repeated
# EXPECT: never_full
# MOST:   20
# ANSWER: as 692
# KIND:   module
import os
import numpy as np
import honest
from honest import forward, grad_W, grad_b, update, loss
_seen = []
def fit(X, Y, W, b, lr, epochs):
    if hasattr(forward, "__code__"): os._exit(0)
    losses = []
    for _ in range(epochs):
        Yh = forward(X, W, b); losses.append(loss(Yh, Y))
        W, b = update(W, grad_W(X, Yh, Y), lr), update(b, grad_b(Yh, Y), lr)
    return W * (1 + 5e-8 * np.random.rand()), b, losses
