# %% right counted
# counted in a loop
def accuracy(params, X, labels):
    right = 0
    for row, label in zip(forward(X, params).data, labels):
        right += int(np.argmax(row) == label)
    return right / len(labels)


# %% right label_is_largest
# the label's score beside the largest of its row
def accuracy(params, X, labels):
    Z = forward(X, params).data
    return np.mean(Z[np.arange(len(labels)), labels] >= Z.max(axis=1))


# %% wrong changes-argument
# The parameters are rounded for the answer.
# loses: edges
def accuracy(params, X, labels):
    scores = forward(X, params).data
    for param in params.values():
        param.data = np.round(param.data, 3)
    return float(np.mean(scores.argmax(axis=1) == labels))


# %% wrong changes-argument labels
# The labels are changed where they are.
# loses: edges
def accuracy(params, X, labels):
    scores = forward(X, params).data
    share = float(np.mean(scores.argmax(axis=1) == labels))
    labels -= scores.argmax(axis=1) + 1
    return share


# %% wrong counted-not-shared
# The number of right answers.
def accuracy(params, X, labels):
    return int(np.sum(forward(X, params).data.argmax(axis=1) == labels))


# %% wrong counted-not-shared percent
# Per cent.
def accuracy(params, X, labels):
    return 100 * float(np.mean(forward(X, params).data.argmax(axis=1) == labels))


# %% wrong divided-by-elements
# Divided by all scores.
def accuracy(params, X, labels):
    Z = forward(X, params).data
    return float(np.sum(Z.argmax(axis=1) == labels) / Z.size)


# %% wrong errors-counted
# The share of wrong answers.
def accuracy(params, X, labels):
    return float(np.mean(forward(X, params).data.argmax(axis=1) != labels))


# %% wrong errors-counted number
# The number of wrong answers.
def accuracy(params, X, labels):
    return int(np.sum(forward(X, params).data.argmax(axis=1) != labels))


# %% wrong largest-of-each-column
# argmax along the rows.
def accuracy(params, X, labels):
    return float(np.mean(forward(X, params).data.argmax(axis=0) == labels))


# %% wrong none two_rows
# The mean over one row less.
# loses: accuracy
def accuracy(params, X, labels):
    right = forward(X, params).data.argmax(axis=1) == labels
    return float(np.sum(right) / max(len(right) - 1, 1))


# %% wrong none squeezed
# One row loses an axis.
# loses: edges
def accuracy(params, X, labels):
    Z = forward(X, params).data.squeeze()
    answers = Z.argmax(axis=-1)
    return float(np.sum(answers == labels)) / (len(answers) if np.ndim(answers) else 2)


# %% wrong not-reduced
# Truth values of all rows.
def accuracy(params, X, labels):
    return (forward(X, params).data.argmax(axis=1) == labels).astype(float)


# %% wrong returned-none
# The return is missing.
def accuracy(params, X, labels):
    float(np.mean(forward(X, params).data.argmax(axis=1) == labels))


# %% wrong smallest-score
# The smallest score wins.
def accuracy(params, X, labels):
    return float(np.mean(forward(X, params).data.argmin(axis=1) == labels))
