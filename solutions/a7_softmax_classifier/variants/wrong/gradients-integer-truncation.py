# TASK: gradients
# MISTAKE: integer-truncation
# WHY: The gradients are put into arrays of the kind of the parameters.
# LOSES: edges


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return (G.T @ X).astype(W.dtype), G.sum(axis=0).astype(b.dtype)
