# TASK: gradients
# MISTAKE: wrong-type
# WHY: db is not returned.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X
