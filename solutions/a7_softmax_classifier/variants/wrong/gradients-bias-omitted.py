# TASK: gradients
# MISTAKE: bias-omitted
# WHY: The scores lack the bias.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T, labels)
    return G.T @ X, G.sum(axis=0)
