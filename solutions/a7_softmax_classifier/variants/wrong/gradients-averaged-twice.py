# TASK: gradients
# MISTAKE: averaged-twice
# WHY: The mean is taken again.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X / len(X), G.mean(axis=0)
