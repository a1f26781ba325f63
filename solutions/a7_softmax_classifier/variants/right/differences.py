# STYLE: each probability by the differences of the scores


def softmax(Z):
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[:, None, :] - Z[:, :, None] * 1.0).sum(axis=2)


def cross_entropy(Z, labels):
    own = np.take_along_axis(Z, labels[:, None], axis=1)
    D = Z - own * 1.0
    top = D.max(axis=1)
    return np.mean(top + np.log(np.exp(D - top[:, None]).sum(axis=1)))
