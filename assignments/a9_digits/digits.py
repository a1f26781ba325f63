"""A network that reads digits. It is made of tensors, so an engine finds every gradient.

Rows are images: X is (N, D), an array of pixels; labels is (N,), the digit of each row, a whole number from 0 to K - 1.
The parameters are a dict of four tensors of an engine: W1 (H, D), b1 (H,), W2 (K, H) and b2 (K,). N counts the images,
D the pixels, H the hidden units, K the classes. The engine comes with the parameters, so this file imports NumPy only:
operators and methods of a tensor give tensors, `.data` is an array, and a constant may stand on either side.
"""

import numpy as np


def one_hot(labels, K):
    """A row for each label: 1 in the column of the label, 0 elsewhere.

    labels: (N,) whole numbers from 0 to K - 1, any type of integer. K: the number of classes.
    Returns an array (N, K) of numbers, also where no label is K - 1.

    Example: labels = [2, 0], K = 4 gives [[0, 0, 1, 0], [1, 0, 0, 0]].
    """
    raise NotImplementedError("one_hot is yours to write.")


class Dense:
    """A linear layer that holds two tensors: `layer = Dense(W, b)`, then `layer(X)` is X @ W^T + b.

    W: a tensor (M, D). b: a tensor (M,). The layer keeps these two tensors themselves, no copies, as `W` and `b`.
    Calling it with X, an array or a tensor (N, D), returns a tensor (N, M).

    Example: W = [[1, 2]], b = [3] and X = [[10, 20]] give [[53]].
    """

    def __init__(self, W, b):
        raise NotImplementedError("Dense.__init__ is yours to write.")

    def __call__(self, X):
        raise NotImplementedError("Dense.__call__ is yours to write.")


def forward(X, params):
    """The scores of all classes: a Dense layer, relu, and a second Dense layer without one.

    X: (N, D) an array. params: the dict of the tensors W1 (H, D), b1 (H,), W2 (K, H), b2 (K,).
    Returns a tensor (N, K).

    Example: X = [[2]], W1 = [[1], [-1]], b1 = [0, 0], W2 = [[3, 5]], b2 = [1] gives [[7]].
    """
    raise NotImplementedError("forward is yours to write.")


def loss(params, X, labels):
    """The mean over the rows of -log(probability of the row's label), where softmax makes probabilities of the scores.

    params, X: as in `forward`. labels: (N,) the class of each row.
    Returns a tensor of shape (), finite for scores of 10000 and -10000 too.

    Example: scores [[0, 1.098612]] and labels [1] give 0.287682; 1.098612 is the log of 3.
    """
    raise NotImplementedError("loss is yours to write.")


def train(params, X, labels, lr, epochs, batch_size, rng):
    """Gradient descent in batches. Changes the `data` of the four tensors in params, and returns the losses.

    params: as in `forward`. X: (N, D) and labels: (N,) stay as they are. lr: the learning rate. epochs and
    batch_size are integers. rng: a generator of NumPy. Each epoch calls rng.permutation(N) once, and takes the rows in
    this order: the first batch_size rows are a batch, then the next. The last batch is shorter where N does not divide,
    and it counts.
    A batch is one step: its loss is noted, and every parameter moves against the gradient of this loss alone, whatever
    `grad` held before. Returns a list of floats, the loss of each batch before its step.

    Example: 5 rows with batch_size = 2 and epochs = 3 make 9 steps, and a list of 9 losses.
    """
    raise NotImplementedError("train is yours to write.")


def accuracy(params, X, labels):
    """The share of the rows whose largest score stands at their label.

    params, X: as in `forward`. labels: (N,) the class of each row. Returns one number from 0 to 1.

    Example: scores [[0, 2], [3, 1], [5, 4]] and labels [1, 0, 1] give 0.666667.
    """
    raise NotImplementedError("accuracy is yours to write.")


def find_bug():
    """The mistake in suspect.py, and an example that shows it by 1 % or more: (mistake_id, example), a text and a dict.

    suspect.CANDIDATES and suspect.ARGUMENTS have the ids and the bounds. At most 100 numbers may stand in an argument.
    An id counts beside such an example only.
    Legal, but it shows nothing: {"X": [[3]], "labels": [0], "C": [[1]]}.
    """
    raise NotImplementedError("find_bug is yours to write.")
