# TASK: cross_entropy:the loss of moderate scores
# MISTAKE: integer-truncation
# WHY: The shifted scores are put into an array of the kind of Z.
# LOSES: edges


def cross_entropy(Z, labels):
    logs = np.zeros_like(Z)
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    logs[:] = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(labels)), labels].mean())
