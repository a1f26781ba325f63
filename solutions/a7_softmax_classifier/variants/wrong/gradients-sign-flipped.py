# TASK: gradients
# MISTAKE: sign-flipped
# WHY: Minus the gradient, ready to be added.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return -G.T @ X, -G.sum(axis=0)
