# TASK: cross_entropy
# MISTAKE: every-label-in-every-row
# WHY: All rows with all labels: a matrix is picked.


def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(P[:, labels])))
