# TASK: cross_entropy
# MISTAKE: one-hot-shifted
# WHY: The same with a matrix.


def cross_entropy(Z, labels):
    P = softmax(Z)
    Y = np.eye(Z.shape[1])[labels - 1]
    return float(np.mean(-np.log((P * Y).sum(axis=1))))
