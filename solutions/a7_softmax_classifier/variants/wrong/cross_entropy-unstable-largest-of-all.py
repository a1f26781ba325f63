# TASK: cross_entropy:the loss of large scores
# MISTAKE: unstable-softmax
# WHY: The largest score of the whole batch is subtracted.


def cross_entropy(Z, labels):
    top = Z.max()
    return float(np.mean(top + np.log(np.exp(Z - top).sum(axis=1)) - Z[np.arange(len(labels)), labels]))
