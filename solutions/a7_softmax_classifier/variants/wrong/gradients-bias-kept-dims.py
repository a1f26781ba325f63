# TASK: gradients
# MISTAKE: bias-kept-dims
# WHY: One axis too many.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, G.sum(axis=0, keepdims=True)
