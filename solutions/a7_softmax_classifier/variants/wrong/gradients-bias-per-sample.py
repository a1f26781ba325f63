# TASK: gradients
# MISTAKE: bias-per-sample
# WHY: The rows are not added up.


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, G
