"""One weight, trained by hand: the forward pass, the loss, its gradients by the chain rule, and gradient descent.

The model is y_hat = x * w and the loss is the squared error of one sample. Every argument is a number; where a float
is due, a NumPy scalar will do. Integer arguments give the same values as floats.
"""


def forward(x, w):
    """The prediction y_hat of the model: the input x times the weight w. Returns a float.

    Example: x = 3, w = 0.2 gives 0.6.
    """
    raise NotImplementedError("forward is yours to write.")


def loss(y_hat, y):
    """The squared error of the prediction y_hat for the target y. Returns a float, 0 when both are equal.

    Example: y_hat = 0.6, y = 5 are 4.4 apart, which gives 19.36.
    """
    raise NotImplementedError("loss is yours to write.")


def gradients(x, w, y):
    """The gradients of L = loss(forward(x, w), y) at every node. Returns a dict of floats with these five keys:

    dL_dyhat  how L changes with the prediction
    dyhat_dw  how the prediction changes with the weight (the local gradient, without the loss)
    dL_dw     how L changes with the weight
    dL_dx     how L changes with the input
    dL_dy     how L changes with the target

    Any of x, w, y may be 0.
    Example: x = 3, w = 0.2, y = 5 gives dL_dyhat = -8.8, dyhat_dw = 3, dL_dw = -26.4, dL_dx = -1.76, dL_dy = 8.8.
    """
    raise NotImplementedError("gradients is yours to write.")


def update(w, grad, lr):
    """The weight after one step of gradient descent with learning rate lr, where grad is dL/dw at w. Returns a float.

    Example: w = 0.2, grad = -26.4, lr = 0.01 gives 0.464.
    """
    raise NotImplementedError("update is yours to write.")


def train(x, y, w, lr, steps):
    """Take `steps` steps of gradient descent with learning rate lr, from the weight w, on the one sample (x, y).

    Returns the list of all weights, the start first: steps + 1 numbers, so [w] for 0 steps. x may be 0.
    Example: x = 2, y = 6, w = 1, lr = 0.1, steps = 3 gives [1, 2.6, 2.92, 2.984].
    """
    raise NotImplementedError("train is yours to write.")


def largest_stable_lr(x):
    """The largest learning rate at which train(x, y, w, lr, steps) never moves away from the best weight. x is not 0.

    At exactly this rate the weight jumps from side to side and keeps its distance. Returns a float.
    Example: x = 10 gives 0.01.
    """
    raise NotImplementedError("largest_stable_lr is yours to write.")


def find_bug():
    """The mistake in suspect.py, and an example on which it shows.

    Returns (mistake_id, example): a string, one of the keys of suspect.CANDIDATES, and a dict with the arguments of
    suspect.gradient, all of them numbers; suspect.ARGUMENTS gives the bounds. The mistake shows where what that
    function returns is off by 1 % or more. An id counts only beside an example that shows the mistake. Write the
    answer down: the grader does not let your file import suspect.py.

    Legal, but it shows nothing: {"x": 1.0, "w": 0.5, "y": 2.0}.
    """
    raise NotImplementedError("find_bug is yours to write.")
