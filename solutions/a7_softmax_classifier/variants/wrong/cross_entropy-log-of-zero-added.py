# TASK: cross_entropy:the loss of large scores
# MISTAKE: log-of-zero
# WHY: 1e-12 is added, so that the log exists.


def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(P[np.arange(len(labels)), labels] + 1e-12)))
