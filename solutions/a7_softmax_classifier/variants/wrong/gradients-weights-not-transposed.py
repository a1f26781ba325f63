# TASK: gradients
# MISTAKE: weights-not-transposed
# WHY: W where its transpose is due.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W + b, labels)
    return G.T @ X, G.sum(axis=0)
