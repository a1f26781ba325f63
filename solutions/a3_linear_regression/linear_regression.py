"""Linear regression by hand: predictions, summed squared error, its gradients, the update and the training loop.

Rows are samples: X is (N, D), Y and Y_hat are (N, M), W is (M, D), b is (M,). Here N counts the rows (regions), D the
inputs (temperature, rainfall, humidity) and M the outputs (apples, oranges). Every function returns new values and
leaves its arguments as they were.
"""

import numpy as np


def forward(X, W, b):
    """Predictions of the linear model, one row for each row of X.

    X: (N, D) inputs. W: (M, D) weights, one row for each output. b: (M,) bias, the same for every row.
    Returns an array (N, M), in the units of the targets.
    Raises ValueError (NumPy does it for you) when the shapes do not fit.

    Example: X = [[1, 2]], W = [[3, 4], [5, 6]], b = [10, 20] gives [[21, 37]].
    """
    # BEGIN SOLUTION
    return X @ W.T + b
    # END SOLUTION


def loss(Y_hat, Y):
    """The squared error, summed over all rows and all outputs.

    Y_hat: (N, M) predictions. Y: (N, M) targets.
    Returns one number, in squared units of the targets; nothing is divided by N or M.

    Example: Y_hat = [[3, 5], [1, 0]], Y = [[1, 6], [1, 3]] gives 14.
    """
    # BEGIN SOLUTION
    return float(np.sum((Y_hat - Y) ** 2))
    # END SOLUTION


def grad_W(X, Y_hat, Y):
    """dL/dW, the gradient of `loss` with respect to the weights.

    X: (N, D) inputs. Y_hat: (N, M) predictions. Y: (N, M) targets.
    Returns an array (M, D), the shape of W.

    Example: X = [[5], [2]], Y_hat = [[8], [4]], Y = [[7], [7]] gives [[-2]].
    """
    # BEGIN SOLUTION
    return 2 * (Y_hat - Y).T @ X
    # END SOLUTION


def grad_b(Y_hat, Y):
    """dL/db, the gradient of `loss` with respect to the bias.

    Y_hat: (N, M) predictions. Y: (N, M) targets.
    Returns an array (M,), the shape of b.

    Example: Y_hat = [[8, 9], [4, 7]], Y = [[7, 5], [7, 5]] gives [-4, 12].
    """
    # BEGIN SOLUTION
    return 2 * (Y_hat - Y).sum(axis=0)
    # END SOLUTION


def update(param, grad, lr):
    """The parameter after one step of gradient descent.

    param: an array of any shape (W or b). grad: its gradient, of the same shape. lr: the learning rate, a number > 0.
    Returns a new array of the shape of param; param itself is left as it was.

    Example: param = [5, 1], grad = [-2, 4], lr = 0.1 gives [5.2, 0.6].
    """
    # BEGIN SOLUTION
    return param - lr * grad
    # END SOLUTION


def fit(X, Y, W, b, lr, epochs):
    """Train the model by `epochs` steps of gradient descent on all rows, starting at W and b.

    X: (N, D) inputs. Y: (N, M) targets. W: (M, D) and b: (M,) starting values. lr: learning rate.
    epochs: the number of steps, an int.
    Returns (W, b, losses): the trained weights (M, D), the trained bias (M,), and a list of `epochs` losses, where
    losses[t] was computed before step t. So losses[0] belongs to the starting values, and the loss after the last
    step is not in the list. Both parameters of a step are changed by gradients of the same forward pass.

    Example: X = [[1]], Y = [[0]], W = [[1]], b = [0], lr = 0.25, epochs = 3 gives W = [[0.5]], b = [-0.5] and
    losses = [1, 0, 0].
    """
    # BEGIN SOLUTION
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses
    # END SOLUTION


def find_bug():
    """The mistake in suspect.py, and an example on which it shows.

    Returns (mistake_id, example): a string, one of the keys of suspect.CANDIDATES, and a dict with the arguments of
    suspect.gradient. Lists will do for arrays; suspect.ARGUMENTS gives shapes and bounds. At most 100 numbers may stand
    in an argument. The mistake shows where what that function returns is off by 1 % or more. An id counts only beside
    an example that shows the mistake. Write the answer down: the grader does not let your file import suspect.py.

    Legal, but it shows nothing: {"X": [[1, 2]], "Y": [[3]], "W": [[4, 5]]}.
    """
    # BEGIN SOLUTION
    X = np.eye(2)
    return "sums-multiplied", {"X": X, "Y": X, "W": -X}
    # END SOLUTION
