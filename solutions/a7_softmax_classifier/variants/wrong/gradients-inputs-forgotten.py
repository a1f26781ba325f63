# TASK: gradients
# MISTAKE: inputs-forgotten
# WHY: dW without the inputs.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ np.ones_like(X), G.sum(axis=0)
