# STYLE: a matrix of zeros and ones for the labels


def one_hot(labels, K):
    Y = np.zeros((len(labels), K))
    Y[np.arange(len(labels)), labels] = 1
    return Y


def cross_entropy(Z, labels):
    Y = one_hot(labels, Z.shape[1])
    shifted = Z - Z.max(axis=1, keepdims=True)
    return np.sum(Y * (np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted)) / len(Z)


def grad_logits(Z, labels):
    return (softmax(Z) - one_hot(labels, Z.shape[1])) / Z.shape[0]


def gradients(X, labels, W, b):
    G = (softmax(X @ W.T + b) - one_hot(labels, len(W))) / len(X)
    return G.T @ X, G.sum(axis=0)
