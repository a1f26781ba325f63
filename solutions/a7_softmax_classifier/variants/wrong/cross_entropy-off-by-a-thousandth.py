# TASK: cross_entropy
# MISTAKE: none
# WHY: A factor of 1.001.


def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(1.001 * each.mean())
