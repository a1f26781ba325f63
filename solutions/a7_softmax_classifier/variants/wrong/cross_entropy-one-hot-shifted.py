# TASK: cross_entropy
# MISTAKE: one-hot-shifted
# WHY: Labels as if they counted from 1.


def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels - 1]
    return float(each.mean())
