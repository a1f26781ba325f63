# TASK: cross_entropy
# MISTAKE: first-row-only
# WHY: The loss of the first row.


def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(each[0])
