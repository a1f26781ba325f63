# STYLE: the labels compared with the numbers of the classes


def cross_entropy(Z, labels):
    hit = labels[:, None] == np.arange(Z.shape[1])
    top = Z.max(axis=1)
    return float((top + np.log(np.exp(Z - top[:, None]).sum(axis=1)) - Z[hit]).sum() / len(Z))


def grad_logits(Z, labels):
    hit = labels[:, None] == np.arange(Z.shape[1])
    return np.where(hit, softmax(Z) - 1.0, softmax(Z)) / len(Z)
