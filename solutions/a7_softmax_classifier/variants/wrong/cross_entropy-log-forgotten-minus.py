# TASK: cross_entropy
# MISTAKE: log-forgotten
# WHY: Minus the mean probability of the labels.


def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(-P[np.arange(len(labels)), labels].mean())
