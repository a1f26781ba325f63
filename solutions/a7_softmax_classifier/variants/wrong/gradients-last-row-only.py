# TASK: gradients
# MISTAKE: last-row-only
# WHY: Each row overwrites the one before.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    for g, x in zip(G, X):
        dW, db = np.outer(g, x), g
    return dW, db
