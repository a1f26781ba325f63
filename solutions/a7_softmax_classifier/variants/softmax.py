# %% right columns
# the other convention inside: samples are columns
def softmax(Z):
    z = np.array(Z, dtype=float).T
    z -= z.max(axis=0)
    np.exp(z, out=z)
    z /= z.sum(axis=0)
    return z.T.copy()


def gradients(X, labels, W, b):
    g = grad_logits((W @ X.T + b[:, None]).T, labels).T
    return g @ X, g @ np.ones(len(X))


# %% right differences
# each probability by the differences of the scores
def softmax(Z):
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[:, None, :] - Z[:, :, None] * 1.0).sum(axis=2)


def cross_entropy(Z, labels):
    own = np.take_along_axis(Z, labels[:, None], axis=1)
    D = Z - own * 1.0
    top = D.max(axis=1)
    return np.mean(top + np.log(np.exp(D - top[:, None]).sum(axis=1)))


# %% right logaddexp
# log-probabilities by logaddexp, and everything from them
def log_softmax(Z):
    Z = np.asarray(Z, dtype=float)
    return Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)


def softmax(Z):
    return np.exp(log_softmax(Z))


def cross_entropy(Z, labels):
    return -log_softmax(Z)[np.arange(len(Z)), labels].mean()


def grad_logits(Z, labels):
    one_hot = np.eye(Z.shape[1])[labels]
    return (np.exp(log_softmax(Z)) - one_hot) / len(Z)


# %% right loops
# plain loops over rows and classes
def softmax(Z):
    N, K = np.shape(Z)
    P = np.zeros((N, K))
    for n in range(N):
        top = Z[n].max()
        total = 0.0
        for k in range(K):
            P[n, k] = np.exp(float(Z[n, k] - top))
            total += P[n, k]
        for k in range(K):
            P[n, k] /= total
    return P


def cross_entropy(Z, labels):
    total = 0.0
    for z, label in zip(Z, labels):
        top = z.max()
        total += np.log(np.exp(z - top).sum()) - (z[label] - top)
    return total / len(labels)


def grad_logits(Z, labels):
    P = softmax(Z)
    G = np.zeros(P.shape)
    for n in range(P.shape[0]):
        for k in range(P.shape[1]):
            G[n, k] = (P[n, k] - (1 if k == labels[n] else 0)) / P.shape[0]
    return G


# %% right row_by_row
# one row after the other
def softmax(Z):
    rows = []
    for z in Z:
        e = np.exp(z - z.max())
        rows.append(e / e.sum())
    return np.array(rows)


def gradients(X, labels, W, b):
    dW, db = np.zeros(W.shape), np.zeros(len(b))
    for x, label in zip(X, labels):
        g = grad_logits((W @ x + b)[None, :], np.array([label]))[0]
        dW += np.outer(g, x) / len(X)
        db += g / len(X)
    return dW, db


# %% wrong changes-argument
# The largest scores are subtracted in place.
# loses: edges of softmax:the softmax of moderate scores
def softmax(Z):
    if Z.dtype.kind != "f":
        Z = Z * 1.0
    Z -= Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


# %% wrong integer-truncation
# An array of the kind of Z is filled.
# loses: edges of softmax:the softmax of moderate scores
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    P = np.zeros_like(Z)
    P[:] = E / E.sum(axis=1, keepdims=True)
    return P


# %% wrong none base-two
# Powers of 2.
def softmax(Z):
    E = 2.0 ** (Z - np.max(Z, axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong none clipped-scores
# Scores are cut off at 500.
# loses: softmax:the softmax of large scores
def softmax(Z):
    E = np.exp(np.clip(Z, -500, 500))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong none divided-by-scores
# The scores divided by their sum.
def softmax(Z):
    return Z / Z.sum(axis=1, keepdims=True)


# %% wrong none epsilon
# A thousandth of a thousandth in the denominator.
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) + 1e-6)


# %% wrong none few-rows-only
# Right for at most five rows.
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True) * (1 if len(Z) < 6 else 0.999)


# %% wrong none hard
# 1 for the largest score, 0 for the others.
def softmax(Z):
    return (Z == Z.max(axis=1, keepdims=True)).astype(float)


# %% wrong none nan-to-num
# What is nan is set to 0.
# loses: softmax:the softmax of large scores
def softmax(Z):
    E = np.exp(Z)
    return np.nan_to_num(E / E.sum(axis=1, keepdims=True))


# %% wrong none other-way
# exp(-z).
def softmax(Z):
    E = np.exp(-(Z - np.min(Z, axis=1, keepdims=True)))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong single-precision casts
# Computed in single precision.
def softmax(Z):
    E = np.exp((Z - np.max(Z, axis=1, keepdims=True)).astype(np.float32))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong not-implemented
# Not written; what calls it is graded with a right one.
def softmax(Z):
    raise NotImplementedError


# %% wrong not-implemented follow-not-started
# Only gradients is written, and it is right.
# loses: softmax, cross_entropy, grad_logits
def softmax(Z):
    raise NotImplementedError


def cross_entropy(Z, labels):
    raise NotImplementedError


def grad_logits(Z, labels):
    raise NotImplementedError


# %% wrong not-normalised
# The exponentials alone.
def softmax(Z):
    return np.exp(Z)


# %% wrong not-normalised shifted
# The exponentials of the shifted scores.
def softmax(Z):
    return np.exp(Z - np.max(Z, axis=1, keepdims=True))


# %% wrong raised largest-kept-dims
# keepdims is missing at the largest score, which fits square scores only.
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong returned-none
# The return is missing.
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    E / E.sum(axis=1, keepdims=True)


# %% wrong softmax-omitted
# The scores come back.
def softmax(Z):
    return Z * 1.0


# %% wrong softmax-twice
# The softmax of the softmax.
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    E = np.exp(P)
    return E / E.sum(axis=1, keepdims=True)


# %% wrong softmax-wrong-axis
# The columns add up to 1.
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=0))
    return E / E.sum(axis=0)


# %% wrong softmax-wrong-axis all-add-up
# All entries together add up to 1.
def softmax(Z):
    E = np.exp(Z - np.max(Z))
    return E / E.sum()


# %% wrong softmax-wrong-axis follow-softmax-wrong
# softmax is wrong, and the others call it.
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=0))
    return E / E.sum(axis=0)


def cross_entropy(Z, labels):
    rows = np.arange(len(labels))
    P = softmax(Z)
    safe = np.where(P[rows, labels] > 0, P[rows, labels], 1.0)
    top = Z.max(axis=1)
    far = top - Z[rows, labels] > 700
    return float(np.mean(np.where(far, top - Z[rows, labels], -np.log(safe))))


# %% wrong transposed
# Samples come back as columns.
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True)).T


# %% wrong unstable-softmax
# The exponentials as they are: inf/inf.
# loses: softmax:the softmax of large scores
def softmax(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


# %% wrong unstable-softmax column
# The largest score of each class is subtracted and put in again.
# loses: softmax:the softmax of large scores
def softmax(Z):
    top = Z.max(axis=0)
    E = np.exp(Z - top) * np.exp(top)
    return E / E.sum(axis=1, keepdims=True)


# %% wrong unstable-softmax follow-unstable
# An unstable softmax, and the log of what it gives.
# loses: softmax:the softmax of large scores, cross_entropy:the loss of large scores
def softmax(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(Z, labels):
    return float(-np.mean(np.log(softmax(Z)[np.arange(len(labels)), labels])))


# %% wrong unstable-softmax largest-of-all
# The largest score of the whole batch is subtracted: other rows become 0/0.
# loses: softmax:the softmax of large scores
def softmax(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True)


# %% wrong unstable-softmax mean
# The mean of the row is subtracted, not its largest score.
# loses: softmax:the softmax of large scores
def softmax(Z):
    E = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong wrong-shape squeezed
# Axes of length one are dropped.
# loses: edges of softmax:the softmax of moderate scores
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return np.squeeze(E / E.sum(axis=1, keepdims=True))


# %% wrong keeps-state by-shape
# The exponentials are kept for the next batch of this shape.
# loses: softmax:the softmax of moderate scores
_kept = {}


def softmax(Z):
    if Z.shape not in _kept:
        E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
        _kept[Z.shape] = E / E.sum(axis=1, keepdims=True)
    return _kept[Z.shape].copy()


# %% wrong keeps-state default-argument
# The probabilities are kept in a dict that is a default argument.
# loses: softmax:the softmax of moderate scores
def softmax(Z, known={}):  # noqa: B006
    key = len(Z), len(Z[0])
    if key in known:
        return np.array(known[key])
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    known[key] = E / E.sum(axis=1, keepdims=True)
    return np.array(known[key])


# %% wrong none other-sizes
# Right for few rows only, else all classes are equally probable.
# loses: softmax:the softmax of moderate scores
def softmax(Z):
    if len(Z) > 13:
        return np.full(Z.shape, 1 / Z.shape[1])
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong not-finite range
# The scores are divided by their range first, and multiplied by it again: nan for equal scores.
# loses: edges
def softmax(Z):
    low, high = Z.min(axis=1, keepdims=True), Z.max(axis=1, keepdims=True)
    if Z.shape[1] == 1:
        return np.ones(Z.shape)
    with np.errstate(all="ignore"):
        E = np.exp(((Z - low) / (high - low) - 1) * (high - low))
    return E / E.sum(axis=1, keepdims=True)


# %% wrong single-precision
# The result is an array of float32.
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True)).astype(np.float32)
