# TASK: gradients
# MISTAKE: changes-argument
# WHY: The inputs are centred in place and moved back, not exactly.
# LOSES: edges


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    dW = G.T @ X
    W[:] = (W + 1e-3).astype(W.dtype) if W.dtype.kind == "f" else W
    return dW, G.sum(axis=0)
