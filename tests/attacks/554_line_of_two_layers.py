# GROUP:  marks
# NAME:   line_of_two_layers
# TRIES:  a right prediction with gradients that are constants of the data: the path is a straight line
# EXPECT: never_full
# MOST:   7
# ANSWER: the points of the functions before them; such gradients are no listed mistake's
# KIND:   module
# ASSIGNMENT: a6_two_layers
import numpy as np

from honest import mlp_forward, tanh_backward, tanh_forward

SIZES = {"W1": "A1", "W2": "A1"}


def mlp_backward(G, cache):
    s = cache["X"].sum()
    shapes = {"W1": cache["W1"].shape, "b1": len(cache["W1"]), "W2": cache["W2"].shape, "b2": len(cache["W2"])}
    return {name: np.full(shape, s) for name, shape in shapes.items()}


def train(X, Y, params, lr, epochs):
    paths = [{name: value - k * lr * X.sum() for name, value in params.items()} for k in range(epochs + 1)]
    losses = [float(np.sum((mlp_forward(X, path)[0] - Y) ** 2)) for path in paths]
    return paths[-1], losses[:-1]
