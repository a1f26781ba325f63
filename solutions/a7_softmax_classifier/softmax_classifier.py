"""A softmax classifier by hand: probabilities from scores, their cross-entropy, and its gradients.

Rows are samples: X is (N, D), the scores Z (also called logits) and the probabilities P are (N, K), W is (K, D), b is
(K,). N counts the rows, D the inputs, K the classes. labels is (N,): the class of each row, a whole number from 0 to
K - 1. Every function returns new values and leaves its arguments as they were.
"""

import numpy as np


def softmax(Z):
    """The probabilities of the classes, row by row.

    Z: (N, K) scores of any size, 10000 and -10000 too. Returns an array (N, K) of numbers from 0 to 1; each row adds up
    to 1, and no entry is nan.

    Example: Z = [[0, 1.098612], [10000, 10000]] gives [[0.25, 0.75], [0.5, 0.5]]; 1.098612 is the log of 3.
    """
    # BEGIN SOLUTION
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)
    # END SOLUTION


def cross_entropy(Z, labels):
    """The mean over the rows of -log(probability of the row's label).

    Z: (N, K) scores of any size. labels: (N,) the class of each row, whole numbers from 0 to K - 1.
    Returns one number, which is finite for all finite scores.

    Example: Z = [[0, 1.098612], [10000, 0]], labels = [1, 1] gives (0.287682 + 10000) / 2 = 5000.143841.
    """
    # BEGIN SOLUTION
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1))
    return float(np.mean(log_sums - shifted[np.arange(len(labels)), labels]))
    # END SOLUTION


def grad_logits(Z, labels):
    """dL/dZ, the gradient of `cross_entropy` with respect to the scores.

    Z: (N, K) scores of any size. labels: (N,) the class of each row. Returns an array (N, K).

    Example: Z = [[0, 1.098612], [0, 0]], labels = [1, 0] gives [[0.125, -0.125], [-0.25, 0.25]].
    """
    # BEGIN SOLUTION
    G = softmax(Z)
    G[np.arange(len(labels)), labels] -= 1
    return G / len(labels)
    # END SOLUTION


def gradients(X, labels, W, b):
    """dL/dW and dL/db, where L is the cross-entropy of the scores of a linear model.

    X: (N, D) inputs. labels: (N,) the class of each row. W: (K, D) weights and b: (K,) bias: the score of class k is
    the dot product of the row of X with row k of W, plus b[k].
    Returns (dW, db) with the shapes of W and b.

    Example: X = [[8]], labels = [1], W = [[0], [0]], b = [0, 1.098612] gives dW = [[2], [-2]], db = [0.25, -0.25].
    """
    # BEGIN SOLUTION
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, G.sum(axis=0)
    # END SOLUTION


def find_bug():
    """The mistake in suspect.py, and an example on which it shows.

    Returns (mistake_id, example): a string, one of the keys of suspect.CANDIDATES, and a dict with the arguments of
    suspect.gradient. Lists will do for arrays; suspect.ARGUMENTS gives shapes and bounds. At most 100 numbers may stand
    in an argument. The mistake shows where what that function returns is off by 1 % or more. An id counts only beside
    an example that shows the mistake. Write the answer down: the grader does not let your file import suspect.py.

    Legal, but it shows nothing: {"scores": [2, -3], "labels": [1, 0]}.
    """
    # BEGIN SOLUTION
    return "cost-capped", {"scores": [-50.0], "labels": [1]}
    # END SOLUTION
