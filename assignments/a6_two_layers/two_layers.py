"""A network of two layers by hand: tanh, the forward pass, backpropagation through both layers, and training.

Rows are samples: X is (N, D), Y and Y_hat are (N, M). N counts the rows, D the inputs, H the hidden units, M the
outputs. The parameters are a dict: W1 (H, D) and b1 (H,) of the hidden layer, W2 (M, H) and b2 (M,) of the output
layer. G stands for an upstream gradient, dL/d(output). Every function returns new values and leaves its arguments, the
dicts too, as they were.
"""

import numpy as np


def tanh_forward(Z):
    """The hyperbolic tangent of every entry.

    Z: an array of any shape. Returns an array of the same shape, with entries from -1 to 1, for large entries too.

    Example: Z = [[0, 1]] gives [[0, 0.761594]].
    """
    raise NotImplementedError("tanh_forward is yours to write.")


def tanh_backward(G, A):
    """dL/dZ from dL/dA, where A = tanh_forward(Z).

    G: dL/dA. A: what tanh_forward returned, of the same shape. Returns an array of that shape.

    Example: G = [[3, -2]], A = [[0.5, 0]] gives [[2.25, -2]].
    """
    raise NotImplementedError("tanh_backward is yours to write.")


def mlp_forward(X, params):
    """Predictions of the network, and what its backward pass needs.

    X: (N, D) inputs. params: the dict of W1 (H, D), b1 (H,), W2 (M, H), b2 (M,).
    The hidden layer is linear with a tanh behind it, the output layer is linear without one.
    Returns (Y_hat, cache). Y_hat: (N, M) predictions. cache: a dict of four arrays, X (N, D), A1 (N, H), W1 (H, D) and
    W2 (M, H), where A1 is what the hidden layer gives to the output layer.

    Example: X = [[2]], W1 = [[1]], b1 = [-1], W2 = [[5]], b2 = [7] gives Y_hat = [[10.80797]] and A1 = [[0.761594]].
    """
    raise NotImplementedError("mlp_forward is yours to write.")


def mlp_backward(G, cache):
    """The gradients of the loss with respect to the parameters and the inputs.

    G: (N, M), dL/dY_hat, whatever the loss is. cache: the dict that mlp_forward returned, with X (N, D), A1 (N, H),
    W1 (H, D) and W2 (M, H); these four entries are all that may be used.
    Returns a dict of five arrays: W2 (M, H), b2 (M,), W1 (H, D), b1 (H,) and X (N, D), each dL/d(that name).

    Example: G = [[2]] and X = [[3]], A1 = [[0.5]], W1 = [[4]], W2 = [[10]] give W2 = [[1]], b2 = [2], W1 = [[45]],
    b1 = [15], X = [[60]].
    """
    raise NotImplementedError("mlp_backward is yours to write.")


def train(X, Y, params, lr, epochs):
    """Train the network by `epochs` steps of gradient descent on all rows, starting at params.

    X: (N, D) inputs. Y: (N, M) targets. params: the dict of the starting values. lr: learning rate.
    epochs: the number of steps, an int. The loss is the summed squared error of assignment 3.
    Returns (params, losses): a new dict of the trained W1, b1, W2, b2, and a list of `epochs` losses, where losses[t]
    was computed before step t. All parameters of a step are changed by gradients of the same forward pass.

    Example: X = [[0]], Y = [[1]], W1 = [[1]], b1 = [0], W2 = [[1]], b2 = [0], lr = 0.25, epochs = 1 gives b1 = [0.5],
    b2 = [0.5], W1 and W2 as they were, and losses = [1].
    """
    raise NotImplementedError("train is yours to write.")


def find_bug():
    """The mistake in suspect.py, and an example on which it shows.

    Returns (mistake_id, example): a string, one of the keys of suspect.CANDIDATES, and a dict with the arguments of
    suspect.gradient. Lists will do for arrays; suspect.ARGUMENTS gives shapes and bounds. At most 100 numbers may stand
    in an argument. The mistake shows where what that function returns is off by 1 % or more. An id counts only beside
    an example that shows the mistake. Write the answer down: the grader does not let your file import suspect.py.

    Legal, but it shows nothing: {"X": [[0.1]], "y": [0], "v": [0.1]}.
    """
    raise NotImplementedError("find_bug is yours to write.")
