# %% wrong averaged-twice
# Divided by the rows twice.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    G = (P - Y) / len(Z)
    return G / len(Z)


# %% wrong changes-argument
# The scores are used as scratch paper.
# loses: edges
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    if Z.dtype.kind == "f":
        Z[:] = (P - Y) / len(Z)
        return Z
    return (P - Y) / len(Z)


# %% wrong changes-argument labels-changed
# The labels are shifted and not shifted back.
# loses: edges
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    labels += 1
    return (P - Y) / len(Z)


# %% wrong divided-by-elements
# Divided by rows times classes.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return (P - Y) / P.size


# %% wrong doubled
# The 2 of a square that is not there.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return 2 * (P - Y) / len(Z)


# %% wrong every-label-in-every-row one-everywhere
# 1 is subtracted at the labels of all rows, in every row.
def grad_logits(Z, labels):
    G = softmax(Z)
    G[:, labels] -= 1
    return G / len(Z)


# %% wrong integer-truncation
# An array of the kind of Z is filled.
# loses: edges
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    G = np.zeros_like(Z)
    G[:] = (P - Y) / len(Z)
    return G


# %% wrong label-only
# Only the label's entry.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return (P - 1) * Y / len(Z)


# %% wrong label-only diagonal
# Only the diagonal of the softmax's slopes: p*(1-p) * (-1/p).
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return -Y / P * P * (1 - P) / len(Z)


# %% wrong label-only others-only
# The label's entry is set to 0.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return P * (1 - Y) / len(Z)


# %% wrong none coarse-difference
# A difference quotient with a step of a hundredth.
def grad_logits(Z, labels):
    G = np.zeros(Z.shape)
    for index in np.ndindex(*Z.shape):
        up = np.array(Z, dtype=float)
        up[index] += 0.01
        G[index] = (cross_entropy(up, labels) - cross_entropy(Z, labels)) / 0.01
    return G


# %% wrong none divided-by-classes
# Divided by the number of classes.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return (P - Y) / P.shape[1]


# %% wrong none few-rows-only
# Divided by five where there are more rows.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return (P - Y) / min(len(Z), 5)


# %% wrong none first-row-label
# Every row gets the label of the first.
def grad_logits(Z, labels):
    return (softmax(Z) - np.eye(Z.shape[1])[labels[0]]) / len(Z)


# %% wrong none off-by-a-thousandth
# A factor of 1.001.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return 1.001 * (P - Y) / len(Z)


# %% wrong none only-most-likely
# 1 is subtracted at the most likely class.
def grad_logits(Z, labels):
    P = softmax(Z)
    return (P - np.eye(Z.shape[1])[P.argmax(axis=1)]) / len(Z)


# %% wrong none squared-error
# The slope of the squared error of the probabilities.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return 2 * (P - Y) * P * (1 - P) / len(Z)


# %% wrong not-averaged
# The gradient of the sum.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return P - Y


# %% wrong not-averaged follow-grad-wrong
# grad_logits is wrong, and gradients calls it.
def grad_logits(Z, labels):
    return softmax(Z) - np.eye(Z.shape[1])[labels]


# %% wrong not-implemented
# Not written; gradients is graded with a right one.
def grad_logits(Z, labels):
    raise NotImplementedError


# %% wrong not-normalised
# The exponentials in the place of the probabilities.
def grad_logits(Z, labels):
    return (np.exp(Z) - np.eye(Z.shape[1])[labels]) / len(Z)


# %% wrong one-hot-forgotten
# The probabilities alone.
def grad_logits(Z, labels):
    return softmax(Z) / len(Z)


# %% wrong one-hot-forgotten labels
# The labels themselves, a column of numbers, instead of the one-hot rows.
def grad_logits(Z, labels):
    return (softmax(Z) - labels[:, None]) / len(Z)


# %% wrong one-hot-shifted
# Labels as if they counted from 1.
def grad_logits(Z, labels):
    return (softmax(Z) - np.eye(Z.shape[1])[labels - 1]) / len(Z)


# %% wrong one-hot-shifted up
# One class further, the last one at the front.
def grad_logits(Z, labels):
    return (softmax(Z) - np.roll(np.eye(Z.shape[1]), 1, axis=1)[labels]) / len(Z)


# %% wrong returned-none
# The return is missing.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    P -= Y


# %% wrong sign-flipped
# onehot - P.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return (Y - P) / len(Z)


# %% wrong sign-flipped+not-averaged
# onehot - P, and no mean.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return Y - P


# %% wrong sign-flipped follow-not-earned
# grad_logits has the wrong sign, and gradients averages once more.
# loses: grad_logits, gradients
def grad_logits(Z, labels):
    return (np.eye(Z.shape[1])[labels] - softmax(Z)) / len(Z)


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X / len(X), G.mean(axis=0)


# %% wrong softmax-omitted
# Scores less onehot.
def grad_logits(Z, labels):
    return (Z - np.eye(Z.shape[1])[labels]) / len(Z)


# %% wrong softmax-twice
# The softmax of the softmax.
def grad_logits(Z, labels):
    return (softmax(softmax(Z)) - np.eye(Z.shape[1])[labels]) / len(Z)


# %% wrong softmax-wrong-axis
# The columns add up to 1.
def grad_logits(Z, labels):
    E = np.exp(Z - Z.max(axis=0))
    return (E / E.sum(axis=0) - np.eye(Z.shape[1])[labels]) / len(Z)


# %% wrong stopped-at-probabilities
# -1/p at the label: dL/dP.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return -Y / P / len(Z)


# %% wrong transposed
# Samples come back as columns.
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return (P - Y).T / len(Z)


# %% wrong unstable-softmax
# A softmax of its own, which overflows.
# loses: edges
def grad_logits(Z, labels):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return (P - np.eye(Z.shape[1])[labels]) / len(Z)


# %% wrong wrong-shape squeezed
# Axes of length one are dropped.
# loses: edges
def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return np.squeeze((P - Y) / len(Z))


# %% wrong none other-sizes
# Right for few rows only, else zeros.
def grad_logits(Z, labels):
    if len(Z) > 13:
        return np.zeros(Z.shape)
    return (softmax(Z) - np.eye(Z.shape[1])[labels]) / len(Z)


# %% wrong keeps-state last-loss
# The probabilities of the last loss are used again.
# loses: grad_logits, gradients
_last = {}


def cross_entropy(Z, labels):
    P = softmax(Z)
    _last["P"] = P
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(Z)), labels]))


def grad_logits(Z, labels):
    G = _last["P"].copy() if "P" in _last and _last["P"].shape == Z.shape else softmax(Z)
    G[np.arange(len(labels)), labels] -= 1
    return G / len(labels)


# %% wrong keeps-state by-shape
# The gradient is kept for the next batch of this shape.
# loses: grad_logits
_slopes = {}


def grad_logits(Z, labels):
    if Z.shape not in _slopes:
        _slopes[Z.shape] = (softmax(Z) - np.eye(Z.shape[1])[labels]) / len(Z)
    return _slopes[Z.shape].copy()


# %% wrong one-hot-too-narrow
# The largest label decides how many columns there are.
def grad_logits(Z, labels):
    return (softmax(Z) - np.eye(labels.max() + 1)[labels]) / len(Z)


# %% wrong one-hot-too-narrow zeros
# A table of zeros with a column for each class up to the largest label.
def grad_logits(Z, labels):
    Y = np.zeros((labels.size, np.max(labels) + 1))
    Y[np.arange(labels.size), labels] = 1
    return (softmax(Z) - Y) / len(Z)


# %% wrong one-hot-too-narrow compared
# The labels are compared with the classes up to the largest label.
def grad_logits(Z, labels):
    Y = labels[:, None] == np.arange(labels.max() + 1)
    return (softmax(Z) - Y) / len(labels)


# %% wrong raised labels-of-one-type
# Labels have to be of the type int64.
# loses: edges
def grad_logits(Z, labels):
    if labels.dtype != np.int64:
        raise TypeError("labels must be int64")
    return (softmax(Z) - np.eye(Z.shape[1])[labels]) / len(Z)


# %% wrong none ties
# Rows of equal scores are left out.
# loses: edges
def grad_logits(Z, labels):
    G = (softmax(Z) - np.eye(Z.shape[1])[labels]) / len(Z)
    if Z.shape[1] > 1:
        G[np.ptp(Z, axis=1) == 0] = 0
    return G


# %% wrong single-precision
# The labels are a table of float32, and so are the probabilities.
def grad_logits(Z, labels):
    G = softmax(Z).astype("float32")
    G -= np.eye(Z.shape[1], dtype="float32")[labels]
    return G / np.float32(len(Z))
