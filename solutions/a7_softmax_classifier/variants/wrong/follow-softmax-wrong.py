# TASK: softmax
# MISTAKE: softmax-wrong-axis
# WHY: softmax is wrong, and the others call it.


def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=0))
    return E / E.sum(axis=0)


def cross_entropy(Z, labels):
    rows = np.arange(len(labels))
    P = softmax(Z)
    safe = np.where(P[rows, labels] > 0, P[rows, labels], 1.0)
    top = Z.max(axis=1)
    far = top - Z[rows, labels] > 700
    return float(np.mean(np.where(far, top - Z[rows, labels], -np.log(safe))))
