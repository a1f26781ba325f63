# GROUP:  marks
# NAME:   zeros_and_one_number
# TRIES:  a prediction of zeros, gradients of zeros, and one of them a constant of the data
# EXPECT: never_full
# MOST:   3
# ANSWER: the points of the tanh; nothing is composed of such parts
# KIND:   module
# ASSIGNMENT: a6_two_layers
import numpy as np

from honest import tanh_backward, tanh_forward


def mlp_forward(X, params):
    return np.zeros((len(X), len(params["b2"]))), dict(params) | {"X": X}


def mlp_backward(G, cache):
    zeros = {name: 0.0 * cache[name] for name in ("W1", "b1", "W2")}
    return zeros | {"b2": np.full(cache["b2"].shape, np.sum(cache["X"] ** 2))}


def train(X, Y, params, lr, epochs):
    end = {name: value + 0.0 for name, value in params.items()} | {"b2": params["b2"] - epochs * lr * np.sum(X**2)}
    return end, [float(np.sum(Y**2))] * epochs
