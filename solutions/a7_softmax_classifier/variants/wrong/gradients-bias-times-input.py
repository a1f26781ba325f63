# TASK: gradients
# MISTAKE: bias-times-input
# WHY: db is the sum of dW.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, (G.T @ X).sum(axis=1)
