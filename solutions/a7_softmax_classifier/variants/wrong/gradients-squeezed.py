# TASK: gradients
# MISTAKE: wrong-shape
# WHY: Axes of length one are dropped.
# LOSES: edges


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return np.squeeze(G.T @ X), np.squeeze(G.sum(axis=0))
