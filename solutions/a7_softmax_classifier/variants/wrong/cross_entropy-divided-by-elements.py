# TASK: cross_entropy
# MISTAKE: divided-by-elements
# WHY: Divided by rows times classes.


def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(each.sum() / Z.size)
