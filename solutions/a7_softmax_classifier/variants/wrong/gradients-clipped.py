# TASK: gradients
# MISTAKE: none
# WHY: Entries larger than a tenth are cut off.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return np.clip(G.T @ X, -0.1, 0.1), np.clip(G.sum(axis=0), -0.1, 0.1)
