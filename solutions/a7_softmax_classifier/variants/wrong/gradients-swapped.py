# TASK: gradients
# MISTAKE: wrong-shape
# WHY: db and dW in the wrong order.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.sum(axis=0), G.T @ X
