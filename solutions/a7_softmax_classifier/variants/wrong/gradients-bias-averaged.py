# TASK: gradients
# MISTAKE: bias-averaged
# WHY: db by the mean.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, G.mean(axis=0)
