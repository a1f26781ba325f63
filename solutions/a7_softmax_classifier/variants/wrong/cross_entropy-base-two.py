# TASK: cross_entropy
# MISTAKE: none
# WHY: Bits in the place of natural units.


def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    return float(each.mean() / np.log(2))
