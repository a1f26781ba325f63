# TASK: cross_entropy
# MISTAKE: none
# WHY: The other classes are counted by log(1 - p).


def cross_entropy(Z, labels):
    P = softmax(Z)
    Y = np.eye(Z.shape[1])[labels]
    return float(-np.mean(np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P), axis=1)))
