# %% right mean_of_products
# the mean over all entries, times K
def loss(params, X, labels):
    Z = forward(X, params)
    K = Z.data.shape[1]
    Z = Z - Z.data.max(axis=1)[:, None]
    logs = Z - Z.exp().sum(axis=1, keepdims=True).log()
    return -(logs * one_hot(labels, K)).mean() * K


# %% right label_scores
# log-sum-exp and the label's score, each a vector
def loss(params, X, labels):
    Z = forward(X, params)
    largest = Z.data.max(axis=1)
    sums = (Z - largest[:, None]).exp().sum(axis=1).log() + largest
    mine = (Z * one_hot(labels, Z.data.shape[1])).sum(axis=1)
    return (sums - mine).mean()


# %% right distances
# distances to the label's score; the largest is taken out
def loss(params, X, labels):
    Z = forward(X, params)
    Y = one_hot(labels, Z.data.shape[1])
    away = Z - (Z * Y).sum(axis=1, keepdims=True)
    largest = away.data.max(axis=1, keepdims=True)
    return ((away - largest).exp().sum(axis=1, keepdims=True).log() + largest).mean()


# %% wrong changes-argument
# The labels are sorted.
# loses: edges
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    value = (surprise * one_hot(labels, scores.data.shape[1])).sum() / len(labels)
    labels += 1
    return value


# %% wrong changes-argument parameters
# The data of a parameter is centred.
# loses: edges
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    value = (surprise * one_hot(labels, scores.data.shape[1])).sum() / len(labels)
    params["b2"].data = params["b2"].data - params["b2"].data.mean()
    return value


# %% wrong link-cut
# The log of the sum is computed by NumPy.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    logs = np.log(np.exp(below.data).sum(axis=1, keepdims=True))
    return ((logs - below) * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong link-cut all
# The whole loss by NumPy, put into a tensor.
def loss(params, X, labels):
    Z = forward(X, params).data
    below = Z - Z.max(axis=1, keepdims=True)
    logs = below - np.log(np.exp(below).sum(axis=1, keepdims=True))
    return type(params["W1"])(-logs[np.arange(len(labels)), labels].mean())


# %% wrong divided-by-elements
# The mean over all entries, zeros and all.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    return (surprise * one_hot(labels, scores.data.shape[1])).mean()


# %% wrong every-class-counted
# All classes count, not the label's alone.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    return (below.exp().sum(axis=1, keepdims=True).log() - below).sum() / len(labels)


# %% wrong first-row-only
# Only the first image counts.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    rows = one_hot(labels, scores.data.shape[1])
    rows[1:] = 0
    return (surprise * rows).sum()


# %% wrong log-forgotten
# The probability without its log.
def loss(params, X, labels):
    scores = forward(X, params)
    powers = (scores - scores.data.max(axis=1, keepdims=True)).exp()
    shares = powers / powers.sum(axis=1, keepdims=True)
    return -(shares * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong log-forgotten from_one
# What is missing to a probability of 1.
def loss(params, X, labels):
    scores = forward(X, params)
    powers = (scores - scores.data.max(axis=1, keepdims=True)).exp()
    shares = powers / powers.sum(axis=1, keepdims=True)
    return 1 - (shares * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong log-of-zero
# 1e-12 is added, so that the log exists.
# loses: edges
def loss(params, X, labels):
    scores = forward(X, params)
    powers = (scores - scores.data.max(axis=1, keepdims=True)).exp()
    shares = powers / powers.sum(axis=1, keepdims=True)
    return -((shares + 1e-12).log() * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong log-of-zero added-much
# 1e-7 is added, which shows in moderate losses too.
def loss(params, X, labels):
    scores = forward(X, params)
    powers = (scores - scores.data.max(axis=1, keepdims=True)).exp()
    shares = powers / powers.sum(axis=1, keepdims=True)
    return -((shares + 1e-7).log() * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong none smoothed
# A tenth of the target goes to the other classes.
def loss(params, X, labels):
    scores = forward(X, params)
    K = scores.data.shape[1]
    below = scores - scores.data.max(axis=1, keepdims=True)
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    return (surprise * (0.9 * one_hot(labels, K) + 0.1 / K)).sum() / len(labels)


# %% wrong not-reduced
# A loss for each row.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    return (surprise * one_hot(labels, scores.data.shape[1])).sum(axis=1)


# %% wrong raised too_narrow
# The largest label of the batch says how many classes there are, and the shapes do not fit.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    return (surprise * one_hot(labels, labels.max() + 1)).sum() / len(labels)


# %% wrong returned-none
# The return is missing.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    (surprise * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong sign-flipped
# The log of the probability, without the minus.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    logs = below - below.exp().sum(axis=1, keepdims=True).log()
    return (logs * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong softmax-omitted
# The score of the label is taken for the log of its probability.
def loss(params, X, labels):
    scores = forward(X, params)
    return -(scores * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong softmax-twice
# Probabilities go in where scores belong.
def loss(params, X, labels):
    scores = forward(X, params)
    powers = (scores - scores.data.max(axis=1, keepdims=True)).exp()
    shares = powers / powers.sum(axis=1, keepdims=True)
    surprise = shares.exp().sum(axis=1, keepdims=True).log() - shares
    return (surprise * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong softmax-wrong-axis
# The exponentials of each column are added.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=0)
    surprise = below.exp().sum(axis=0).log() - below
    return (surprise * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong softmax-wrong-axis all
# All exponentials of the batch are added.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max()
    surprise = below.exp().sum().log() - below
    return (surprise * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong squared-error
# The squared distance of probabilities and rows of ones.
def loss(params, X, labels):
    scores = forward(X, params)
    powers = (scores - scores.data.max(axis=1, keepdims=True)).exp()
    shares = powers / powers.sum(axis=1, keepdims=True)
    return ((shares - one_hot(labels, scores.data.shape[1])) ** 2).sum() / len(labels)


# %% wrong sum-for-mean
# The sum over the rows.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    return (surprise * one_hot(labels, scores.data.shape[1])).sum()


# %% wrong unstable-softmax
# The log of the quotient, without a shift.
# loses: edges
def loss(params, X, labels):
    scores = forward(X, params)
    powers = scores.exp()
    shares = powers / powers.sum(axis=1, keepdims=True)
    return -(shares.log() * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong unstable-softmax batch
# Shifted by the largest score of the batch.
# loses: edges
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max()
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    return (surprise * one_hot(labels, scores.data.shape[1])).sum() / len(labels)


# %% wrong wrong-type
# A number instead of a tensor.
def loss(params, X, labels):
    scores = forward(X, params)
    below = scores - scores.data.max(axis=1, keepdims=True)
    surprise = below.exp().sum(axis=1, keepdims=True).log() - below
    return float((surprise * one_hot(labels, scores.data.shape[1])).sum().data / len(labels))
