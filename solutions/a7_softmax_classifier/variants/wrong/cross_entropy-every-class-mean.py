# TASK: cross_entropy
# MISTAKE: every-class-counted
# WHY: The mean over all entries.


def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(-np.mean(np.log(P)))
