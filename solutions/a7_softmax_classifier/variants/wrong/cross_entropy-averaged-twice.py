# TASK: cross_entropy
# MISTAKE: averaged-twice
# WHY: The mean, divided by the rows once more.


def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(each.mean() / len(labels))
