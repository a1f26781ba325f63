# TASK: cross_entropy:the loss of large scores
# MISTAKE: unstable-softmax
# WHY: The exponentials as they are.


def cross_entropy(Z, labels):
    E = np.exp(Z)
    return float(np.mean(np.log(E.sum(axis=1)) - Z[np.arange(len(labels)), labels]))
