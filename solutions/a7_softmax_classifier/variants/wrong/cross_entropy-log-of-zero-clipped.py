# TASK: cross_entropy:the loss of large scores
# MISTAKE: log-of-zero
# WHY: The probability is clipped at 1e-15.


def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(np.clip(P[np.arange(len(labels)), labels], 1e-15, 1.0))))
