# GROUP:  marks
# NAME:   parts_for_the_composition_only
# TRIES:  parts that answer by the number of the step since the start that fit was given: constants that are never the same
# EXPECT: never_full
# MOST:   6
# ANSWER: 0 points; such parts are no listed mistake's, and answers that depend on earlier calls lose their marks
# KIND:   module
import numpy as np

from honest import loss, update

START = {}


def forward(X, W, b):
    place = START.setdefault(X.tobytes(), [W.tobytes(), 0])
    place[1] = 1 if W.tobytes() == place[0] else place[1] + 1
    return X @ np.zeros(W.shape).T + place[1]


def grad_W(X, Y_hat, Y):
    return np.full((Y.shape[1], X.shape[1]), X.sum() * Y_hat[0, 0])


def grad_b(Y_hat, Y):
    return np.full(Y.shape[1], Y.sum() * Y_hat[0, 0])


def fit(X, Y, W, b, lr, epochs):
    START[X.tobytes()] = [W.tobytes(), 0]
    k = epochs * (epochs + 1) / 2
    losses = [float(np.sum((step - Y) ** 2)) for step in range(1, epochs + 1)]
    return W - lr * X.sum() * k, b - lr * Y.sum() * k, losses
