# TASK: gradients
# MISTAKE: one-hot-forgotten
# WHY: Probabilities in the place of dL/dZ.


def gradients(X, labels, W, b):
    G = softmax(X @ W.T + b) / len(X)
    return G.T @ X, G.sum(axis=0)
