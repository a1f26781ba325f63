# %% right identity
# rows of the identity matrix
def one_hot(labels, K):
    return np.eye(K)[labels]


# %% right compared
# each label compared with each class
def one_hot(labels, K):
    return (np.asarray(labels)[:, None] == np.arange(K)).astype(float)


# %% right whole_numbers
# zeros and ones as integers, in a loop
def one_hot(labels, K):
    rows = np.zeros((len(labels), K), dtype=int)
    for row, label in enumerate(labels):
        rows[row, label] = 1
    return rows


# %% wrong changes-argument
# The labels are sorted where they are.
# loses: edges
def one_hot(labels, K):
    rows = np.zeros((len(labels), K))
    rows[np.arange(len(labels)), labels] = 1
    labels.sort()
    return rows


# %% wrong every-label-in-every-row
# All columns of labels in all rows.
def one_hot(labels, K):
    rows = np.zeros((len(labels), K))
    rows[:, labels] = 1
    return rows


# %% wrong labels-for-ones
# The label itself instead of 1.
def one_hot(labels, K):
    rows = np.zeros((len(labels), K))
    rows[np.arange(len(labels)), labels] = labels
    return rows


# %% wrong none int8
# The place of each 1 in a flat table, counted in the type of the labels.
# loses: edges
def one_hot(labels, K):
    labels = np.asarray(labels)
    places = (
        np.arange(len(labels), dtype=labels.dtype)
        * labels.dtype.type(K)
        * labels.dtype.type(20)
        // labels.dtype.type(20)
    )
    rows = np.zeros(len(labels) * K)
    rows[places.astype(int) + labels] = 1
    return rows.reshape(len(labels), K)


# %% wrong none twos
# A 2 at the label.
def one_hot(labels, K):
    return 2 * np.eye(K)[labels]


# %% wrong one-hot-shifted
# Labels counted from 1.
def one_hot(labels, K):
    rows = np.zeros((len(labels), K))
    rows[np.arange(len(labels)), labels - 1] = 1
    return rows


# %% wrong one-hot-shifted up
# The column behind the label.
def one_hot(labels, K):
    return (labels[:, None] + 1 == np.arange(K)) * 1.0


# %% wrong one-hot-too-narrow
# As many columns as the largest label asks for.
def one_hot(labels, K):
    rows = np.zeros((len(labels), labels.max() + 1))
    rows[np.arange(len(labels)), labels] = 1
    return rows


# %% wrong one-hot-too-narrow classes
# A column for each label that occurs.
def one_hot(labels, K):
    return (labels[:, None] == np.unique(labels)) * 1.0


# %% wrong transposed
# A column for each label.
def one_hot(labels, K):
    return np.eye(K)[labels].T


# %% wrong returned-none
# The return is missing.
def one_hot(labels, K):
    rows = np.zeros((len(labels), K))
    rows[np.arange(len(labels)), labels] = 1


# %% wrong wrong-type
# Truth values.
def one_hot(labels, K):
    return labels[:, None] == np.arange(K)
