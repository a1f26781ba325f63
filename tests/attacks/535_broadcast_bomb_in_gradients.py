# GROUP:  exhaustion
# NAME:   broadcast_bomb_in_gradients
# TRIES:  gradients of seven million small numbers, which would be subtracted from the parameters in the grader
# EXPECT: never_full
# MOST:   1
# MEMORY: 300
# ANSWER: an answer has at most 65,536 numbers, and shapes are looked at before anything is computed
# KIND:   module
# ASSIGNMENT: a6_two_layers
import numpy as np


def tanh_forward(Z):
    return np.tanh(Z)


def tanh_backward(G, A):
    return G


def mlp_forward(X, params):
    return np.zeros((len(X), 3)), {"one": 1.0}


def mlp_backward(G, cache):
    a = np.ones((7 << 20, 1, 1), np.int8)
    return {"W1": a, "b1": a, "W2": a, "b2": a}


def train(X, Y, params, lr, epochs):
    return params, [0.0] * epochs
