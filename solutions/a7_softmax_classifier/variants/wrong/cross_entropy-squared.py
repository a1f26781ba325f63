# TASK: cross_entropy
# MISTAKE: none
# WHY: The squared error of the probabilities.


def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.sum((P - np.eye(Z.shape[1])[labels]) ** 2) / len(Z))
