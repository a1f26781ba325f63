# TASK: gradients
# MISTAKE: reshaped-not-transposed
# WHY: dW reshaped from (D, K).


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return (X.T @ G).reshape(W.shape), G.sum(axis=0)
