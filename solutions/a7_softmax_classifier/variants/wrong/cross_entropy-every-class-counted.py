# TASK: cross_entropy
# MISTAKE: every-class-counted
# WHY: The logs of all classes are added.


def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logs.sum(axis=1).mean())
