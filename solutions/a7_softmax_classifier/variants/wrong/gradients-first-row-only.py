# TASK: gradients
# MISTAKE: first-row-only
# WHY: The first row.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return np.outer(G[0], X[0]), G[0]
