# %% right comparison
# the labels compared with the numbers of the classes
def cross_entropy(Z, labels):
    hit = labels[:, None] == np.arange(Z.shape[1])
    top = Z.max(axis=1)
    return float((top + np.log(np.exp(Z - top[:, None]).sum(axis=1)) - Z[hit]).sum() / len(Z))


def grad_logits(Z, labels):
    hit = labels[:, None] == np.arange(Z.shape[1])
    return np.where(hit, softmax(Z) - 1.0, softmax(Z)) / len(Z)


# %% right one_hot
# a matrix of zeros and ones for the labels
def one_hot(labels, K):
    Y = np.zeros((len(labels), K))
    Y[np.arange(len(labels)), labels] = 1
    return Y


def cross_entropy(Z, labels):
    Y = one_hot(labels, Z.shape[1])
    shifted = Z - Z.max(axis=1, keepdims=True)
    return np.sum(Y * (np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted)) / len(Z)


def grad_logits(Z, labels):
    return (softmax(Z) - one_hot(labels, Z.shape[1])) / Z.shape[0]


def gradients(X, labels, W, b):
    G = (softmax(X @ W.T + b) - one_hot(labels, len(W))) / len(X)
    return G.T @ X, G.sum(axis=0)


# %% right stable_log_only_where_needed
# the log of the probability, and the scores themselves where that is 0
def cross_entropy(Z, labels):
    total = 0.0
    for z, k in zip(np.asarray(Z, dtype=float), labels):
        p = softmax(z[None])[0, k]
        total += -np.log(p) if p > 1e-200 else z.max() - z[k] + np.log(np.exp(z - z.max()).sum())
    return np.array(total / len(labels))


# %% wrong averaged-twice
# The mean, divided by the rows once more.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(each.mean() / len(labels))


# %% wrong changes-argument
# The scores are shifted in place.
# loses: edges of cross_entropy:the loss of moderate scores
def cross_entropy(Z, labels):
    Z -= np.max(Z, axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(labels)), labels]))


# %% wrong divided-by-elements
# Divided by rows times classes.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(each.sum() / Z.size)


# %% wrong divided-by-elements one-hot
# The mean over a matrix that is 0 but for the labels.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(np.mean(np.eye(Z.shape[1])[labels] * each[:, None]))


# %% wrong every-class-counted
# The logs of all classes are added.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logs.sum(axis=1).mean())


# %% wrong every-class-counted mean
# The mean over all entries.
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(-np.mean(np.log(P)))


# %% wrong every-label-in-every-row all-pairs
# All rows with all labels: a matrix is picked.
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(P[:, labels])))


# %% wrong first-row-only
# The loss of the first row.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(each[0])


# %% wrong integer-truncation
# The shifted scores are put into an array of the kind of Z.
# loses: edges of cross_entropy:the loss of moderate scores
def cross_entropy(Z, labels):
    logs = np.zeros_like(Z)
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    logs[:] = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(labels)), labels].mean())


# %% wrong last-row-only
# Overwritten row by row.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    for one in each:
        loss = one
    return float(loss)


# %% wrong log-forgotten
# The mean probability of the labels.
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(P[np.arange(len(labels)), labels].mean())


# %% wrong log-forgotten minus
# Minus the mean probability of the labels.
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(-P[np.arange(len(labels)), labels].mean())


# %% wrong log-forgotten one
# 1 - p.
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(1 - P[np.arange(len(labels)), labels]))


# %% wrong log-of-zero
# The log of the probability, which has become 0.
# loses: cross_entropy:the loss of large scores
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(P[np.arange(len(labels)), labels])))


# %% wrong log-of-zero added
# 1e-12 is added, so that the log exists.
# loses: cross_entropy:the loss of large scores
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(P[np.arange(len(labels)), labels] + 1e-12)))


# %% wrong log-of-zero added-much
# 1e-7 is added, which shows in moderate losses too.
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(P[np.arange(len(labels)), labels] + 1e-7)))


# %% wrong log-of-zero clipped
# The probability is clipped at 1e-15.
# loses: cross_entropy:the loss of large scores
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(np.clip(P[np.arange(len(labels)), labels], 1e-15, 1.0))))


# %% wrong log-of-zero one-hot
# A one-hot matrix times the logs: 0 * inf is nan.
# loses: cross_entropy:the loss of large scores
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(-np.sum(np.eye(Z.shape[1])[labels] * np.log(P)) / len(Z))


# %% wrong none base-two
# Bits in the place of natural units.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(each.mean() / np.log(2))


# %% wrong none binary
# The other classes are counted by log(1 - p).
def cross_entropy(Z, labels):
    P = softmax(Z)
    Y = np.eye(Z.shape[1])[labels]
    return float(-np.mean(np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P), axis=1)))


# %% wrong none entropy
# The entropy of the probabilities.
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(-np.mean(np.sum(P * np.log(P), axis=1)))


# %% wrong none median
# The median.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(np.median(each))


# %% wrong none off-by-a-thousandth
# A factor of 1.001.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(1.001 * each.mean())


# %% wrong none squared
# The squared error of the probabilities.
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.sum((P - np.eye(Z.shape[1])[labels]) ** 2) / len(Z))


# %% wrong none three-rows-only
# Right for at most five rows.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(each[:5].mean())


# %% wrong not-implemented
# Not written.
def cross_entropy(Z, labels):
    raise NotImplementedError


# %% wrong not-reduced
# One number for each row.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return each


# %% wrong one-hot-shifted
# Labels as if they counted from 1.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels - 1]
    return float(each.mean())


# %% wrong one-hot-shifted eye
# The same with a matrix.
def cross_entropy(Z, labels):
    P = softmax(Z)
    Y = np.eye(Z.shape[1])[labels - 1]
    return float(np.mean(-np.log((P * Y).sum(axis=1))))


# %% wrong sign-flipped
# The minus is missing.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(-each.mean())


# %% wrong softmax-omitted
# The scores are taken for log-probabilities.
def cross_entropy(Z, labels):
    return float(-np.mean(Z[np.arange(len(labels)), labels]))


# %% wrong softmax-twice
# The softmax of the softmax.
def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(softmax(P)[np.arange(len(labels)), labels])))


# %% wrong softmax-wrong-axis
# Normalised over the rows.
def cross_entropy(Z, labels):
    E = np.exp(Z - Z.max(axis=0))
    return float(np.mean(-np.log((E / E.sum(axis=0))[np.arange(len(labels)), labels])))


# %% wrong sum-for-mean
# The sum over the rows.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(each.sum())


# %% wrong unstable-softmax
# The exponentials as they are.
# loses: cross_entropy:the loss of large scores
def cross_entropy(Z, labels):
    E = np.exp(Z)
    return float(np.mean(np.log(E.sum(axis=1)) - Z[np.arange(len(labels)), labels]))


# %% wrong unstable-softmax largest-of-all
# The largest score of the whole batch is subtracted.
# loses: cross_entropy:the loss of large scores
def cross_entropy(Z, labels):
    top = Z.max()
    return float(np.mean(top + np.log(np.exp(Z - top).sum(axis=1)) - Z[np.arange(len(labels)), labels]))


# %% wrong unstable-softmax quotient
# The log of the quotient of exponentials.
# loses: cross_entropy:the loss of large scores
def cross_entropy(Z, labels):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return float(np.mean(-np.log(P[np.arange(len(labels)), labels])))


# %% wrong wrong-shape array-of-one
# An array with one entry.
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return np.array([each.mean()])


# %% wrong none other-sizes
# Right for few rows only, else zero.
# loses: cross_entropy:the loss of moderate scores
def cross_entropy(Z, labels):
    if len(Z) > 13:
        return 0.0
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1))
    return float(np.mean(log_sums - shifted[np.arange(len(labels)), labels]))


# %% wrong keeps-state by-shape
# The loss is kept for the next batch of this shape.
# loses: cross_entropy:the loss of moderate scores
_losses = {}


def cross_entropy(Z, labels):
    if Z.shape not in _losses:
        shifted = Z - np.max(Z, axis=1, keepdims=True)
        log_sums = np.log(np.exp(shifted).sum(axis=1))
        _losses[Z.shape] = float(np.mean(log_sums - shifted[np.arange(len(labels)), labels]))
    return _losses[Z.shape]


# %% wrong one-hot-too-narrow
# The largest label decides how many columns there are.
# loses: cross_entropy:the loss of moderate scores
def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-np.sum(np.eye(labels.max() + 1)[labels] * logs) / len(Z))


# %% wrong raised labels-of-one-type
# Labels have to be of the type int64.
# loses: edges
_cross_entropy = cross_entropy


def cross_entropy(Z, labels):
    if labels.dtype != np.int64:
        raise TypeError("labels must be int64")
    return _cross_entropy(Z, labels)


# %% wrong none ties
# Equal scores are taken for a tie that costs nothing.
# loses: edges
_cross_entropy = cross_entropy


def cross_entropy(Z, labels):
    tied = np.ptp(Z, axis=1) == 0
    if Z.shape[1] > 1 and tied.any():
        return _cross_entropy(Z[~tied], labels[~tied])
    return _cross_entropy(Z, labels)
