# STYLE: the log of the probability, and the scores themselves where that is 0


def cross_entropy(Z, labels):
    total = 0.0
    for z, k in zip(np.asarray(Z, dtype=float), labels):
        p = softmax(z[None])[0, k]
        total += -np.log(p) if p > 1e-200 else z.max() - z[k] + np.log(np.exp(z - z.max()).sum())
    return np.array(total / len(labels))
