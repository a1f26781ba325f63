# STYLE: plain loops over rows and classes


def softmax(Z):
    N, K = np.shape(Z)
    P = np.zeros((N, K))
    for n in range(N):
        top = Z[n].max()
        total = 0.0
        for k in range(K):
            P[n, k] = np.exp(float(Z[n, k] - top))
            total += P[n, k]
        for k in range(K):
            P[n, k] /= total
    return P


def cross_entropy(Z, labels):
    total = 0.0
    for z, label in zip(Z, labels):
        top = z.max()
        total += np.log(np.exp(z - top).sum()) - (z[label] - top)
    return total / len(labels)


def grad_logits(Z, labels):
    P = softmax(Z)
    G = np.zeros(P.shape)
    for n in range(P.shape[0]):
        for k in range(P.shape[1]):
            G[n, k] = (P[n, k] - (1 if k == labels[n] else 0)) / P.shape[0]
    return G
