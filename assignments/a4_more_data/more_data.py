"""You build what training needs when the data grows: sums and means, their gradients, batches, standardised inputs.

Rows are samples: X (N,D), Y (N,M), W (M,D), b (M,), and the model is Y_hat = X @ W.T + b.
The residual is R = Y_hat - Y.
A loss is c times the sum of all squared residuals. The word `reduction` says which c:
    "sum"       c = 1           the notebook's loss
    "mean"      c = 1/(N*M)     mean over all elements, as torch.nn.functional.mse_loss
    "row_mean"  c = 1/N         mean over the rows
Functions return new arrays and never change their arguments; integer arrays give what the same numbers as floats give.
"""

import numpy as np


def predictions_agree(X, Y_hat, tol=1e-9):
    """Do equal rows of X have equal predictions? A function of X cannot answer one question in two ways.

    X (N,D), Y_hat (N,M). Rows of X are equal when all their D numbers are exactly equal; equal rows may stand anywhere,
    and there may be more than two of them. Predictions agree when they differ by at most `tol` in every output
    (an absolute difference, in the unit of Y_hat). Returns True or False; True when no row of X occurs twice.

    X = [[1, 2], [3, 4], [1, 2]]: [[5], [6], [5]] agree, [[5], [6], [5.5]] and [[5], [6], [4.5]] do not.
    """
    raise NotImplementedError("predictions_agree is yours to write.")


def squared_error(Y_hat, Y, reduction):
    """The loss: c times the sum of the squared residuals. Y_hat and Y are (N,M); returns a float.

    Raises ValueError for a reduction other than the three, and for two arrays of unequal shapes, even where NumPy
    would broadcast them.

    Residuals [[1, -2], [3, 0], [0, 1]]: "sum" 15.0, "mean" 2.5, "row_mean" 5.0.
    """
    raise NotImplementedError("squared_error is yours to write.")


def gradients(X, Y, W, b, reduction):
    """The gradients of the loss with respect to W and b: returns (dW, db), of shapes (M,D) and (M,).

    X (N,D), Y (N,M), W (M,D), b (M,); reduction is one of the three words. Compute the predictions first, then the
    residual, then both gradients.

    X = [[1, 2], [3, 1]], residuals [[1, -1], [2, 0]]: "sum" dW = [[14, 8], [-2, -4]], db = [6, -2];
    "mean" a quarter of these numbers, "row_mean" half of them.
    """
    raise NotImplementedError("gradients is yours to write.")


def largest_stable_lr(X, M, reduction):
    """The learning rate above which gradient descent on the loss of this model diverges; returns a float.

    X (N,D) are the inputs, M is the number of outputs, reduction is one of the three words; the targets do not matter.
    The bias is trained too.

    X = [[3], [-3]], M = 2: "sum" 0.0556 (1/18), "row_mean" 0.1111 (2/18), "mean" 0.2222 (4/18).
    """
    raise NotImplementedError("largest_stable_lr is yours to write.")


def accumulate(X, Y, W, b, batch_size, reduction):
    """The full-batch gradient (dW, db), of shapes (M, D) and (M,), computed from batches with your own `gradients`.

    X (N, D), Y (N, M), W (M, D), b (M,); batch_size is an int > 0, reduction one of the three words.
    The rows are taken in order, `batch_size` at a time; the last batch is short when batch_size does not divide N
    (5 rows with batch_size 2 are batches of 2, 2 and 1), and batch_size may exceed N. The result is what
    `gradients(X, Y, W, b, reduction)` gives for all rows at once.

    X = [[1], [2], [4]], Y = 0, W = [[1]], b = [0], batch_size 2: "sum" dW = [[42]], "mean" dW = [[14]] (and not 18.5).
    """
    raise NotImplementedError("accumulate is yours to write.")


def standardize(X):
    """Shift and scale each column of X to mean 0 and standard deviation 1: returns (Xs, mean, std).

    X (N,D); Xs (N,D), mean (D,), std (D,). The standard deviation divides by N, as np.std does. The std of a constant
    column is set to 1, so that the column becomes zeros and nothing is divided by zero.

    X = [[1, 5], [5, 5]]: mean = [3, 5], std = [2, 1], Xs = [[-1, 0], [1, 0]].
    """
    raise NotImplementedError("standardize is yours to write.")


def unstandardize(Ws, bs, mean, std):
    """Turn a model of the standardised inputs into the model of the raw inputs that predicts the same: (W, b).

    Ws (M,D), bs (M,) belong to Xs = (X - mean) / std with mean (D,) and std (D,); W is (M,D) and b is (M,).

    Ws = [[4, 6]], bs = [10], mean = [3, 5], std = [2, 1]: W = [[2, 6]], b = [-26].
    """
    raise NotImplementedError("unstandardize is yours to write.")


def find_bug():
    """The mistake in suspect.py, and an example on which it shows.

    Returns (mistake_id, example): a string, one of the keys of suspect.CANDIDATES, and a dict with the arguments of
    suspect.gradient. Lists will do for arrays; suspect.ARGUMENTS gives shapes and bounds. At most 100 numbers may stand
    in an argument. The mistake shows where what that function returns is off by 1 % or more. An id counts only beside
    an example that shows the mistake. Write the answer down: the grader does not let your file import suspect.py.

    Legal, but it shows nothing: {"X": [[1], [2]], "y": [3, 4], "w": [5], "portions": 2}.
    """
    raise NotImplementedError("find_bug is yours to write.")
