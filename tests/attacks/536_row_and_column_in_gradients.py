# GROUP:  exhaustion
# NAME:   row_and_column_in_gradients
# TRIES:  right predictions and gradients of few numbers, each step along an axis of their own: the parameters would grow to milliards
# EXPECT: never_full
# MOST:   7
# MEMORY: 150
# ANSWER: a value that is computed with has at most 1024 numbers and two axes, and is one that a listed mistake makes
# KIND:   module
# ASSIGNMENT: a6_two_layers
import numpy as np

import honest
from honest import tanh_backward, tanh_forward

CALLS = []


def mlp_forward(X, params):
    if all(value.ndim <= 2 for value in params.values()):
        CALLS.clear()
        return honest.mlp_forward(X, params)
    return np.zeros((len(X), params["b2"].shape[-1])), {}


def mlp_backward(G, cache):
    CALLS.append(1)
    return dict.fromkeys(("W1", "b1", "W2", "b2", "X"), np.ones((1800, *[1] * (1 + len(CALLS))), np.int8))


def train(X, Y, params, lr, epochs):
    return params, [0.0] * epochs
