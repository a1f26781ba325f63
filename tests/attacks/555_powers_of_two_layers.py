# GROUP:  marks
# NAME:   powers_of_two_layers
# TRIES:  a prediction of zeros whose cache carries the parameters, and gradients that shrink them: powers of the start
# EXPECT: never_full
# MOST:   3
# ANSWER: the points of the tanh; nothing is composed of a prediction that is no listed mistake's
# KIND:   module
# ASSIGNMENT: a6_two_layers
import numpy as np

from honest import tanh_backward, tanh_forward


def mlp_forward(X, params):
    return np.zeros((len(X), len(params["b2"]))), dict(params) | {"by": 0.1 * np.mean(X**2)}


def mlp_backward(G, cache):
    return {name: cache[name] * cache["by"] for name in ("W1", "b1", "W2", "b2")}


def train(X, Y, params, lr, epochs):
    by = 1 - lr * 0.1 * np.mean(X**2)
    return {name: value * by**epochs for name, value in params.items()}, [float(np.sum(Y**2))] * epochs
