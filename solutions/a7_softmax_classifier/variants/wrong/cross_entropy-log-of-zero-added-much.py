# TASK: cross_entropy
# MISTAKE: log-of-zero
# WHY: 1e-7 is added, which shows in moderate losses too.


def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(P[np.arange(len(labels)), labels] + 1e-7)))
