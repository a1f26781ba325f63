# TASK: gradients
# MISTAKE: not-averaged
# WHY: The mean is undone.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels) * len(X)
    return G.T @ X, G.sum(axis=0)
