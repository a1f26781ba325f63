# TASK: gradients
# MISTAKE: stopped-at-probabilities
# WHY: dL/dP in the place of dL/dZ.


def gradients(X, labels, W, b):
    P = softmax(X @ W.T + b)
    G = -np.eye(len(b))[labels] / P / len(X)
    return G.T @ X, G.sum(axis=0)
