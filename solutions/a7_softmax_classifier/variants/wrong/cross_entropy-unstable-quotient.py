# TASK: cross_entropy:the loss of large scores
# MISTAKE: unstable-softmax
# WHY: The log of the quotient of exponentials.


def cross_entropy(Z, labels):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return float(np.mean(-np.log(P[np.arange(len(labels)), labels])))
