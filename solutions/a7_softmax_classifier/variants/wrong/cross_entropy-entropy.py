# TASK: cross_entropy
# MISTAKE: none
# WHY: The entropy of the probabilities.


def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(-np.mean(np.sum(P * np.log(P), axis=1)))
