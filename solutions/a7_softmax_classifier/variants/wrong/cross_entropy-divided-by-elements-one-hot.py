# TASK: cross_entropy
# MISTAKE: divided-by-elements
# WHY: The mean over a matrix that is 0 but for the labels.


def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(np.mean(np.eye(Z.shape[1])[labels] * each[:, None]))
