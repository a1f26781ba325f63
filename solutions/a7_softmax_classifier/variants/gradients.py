# %% right einsum
# einsum with named axes
def gradients(X, labels, W, b):
    G = grad_logits(np.einsum("nd,kd->nk", X, W) + b, labels)
    return np.einsum("nk,nd->kd", G, X), np.einsum("nk->k", G)


# %% right stacked_ones
# the bias as a weight of an input that is always one
def gradients(X, labels, W, b):
    A = np.hstack([X, np.ones((len(X), 1))])
    both = grad_logits(A @ np.hstack([W, b[:, None]]).T, labels).T @ A
    return both[:, :-1], both[:, -1]


# %% wrong averaged-twice
# The mean is taken again.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X / len(X), G.mean(axis=0)


# %% wrong bias-averaged
# db by the mean.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, G.mean(axis=0)


# %% wrong bias-kept-dims
# One axis too many.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, G.sum(axis=0, keepdims=True)


# %% wrong bias-omitted
# The scores lack the bias.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T, labels)
    return G.T @ X, G.sum(axis=0)


# %% wrong bias-per-sample
# The rows are not added up.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, G


# %% wrong bias-times-input
# db is the sum of dW.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, (G.T @ X).sum(axis=1)


# %% wrong bias-wrong-axis
# db added over the classes, which gives zeros.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, G.sum(axis=1)


# %% wrong changes-argument
# The inputs are centred in place and moved back, not exactly.
# loses: edges
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    dW = G.T @ X
    W[:] = (W + 1e-3).astype(W.dtype) if W.dtype.kind == "f" else W
    return dW, G.sum(axis=0)


# %% wrong doubled
# A 2 as for a square.
def gradients(X, labels, W, b):
    G = 2 * grad_logits(X @ W.T + b, labels)
    return G.T @ X, G.sum(axis=0)


# %% wrong first-row-only
# The first row.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return np.outer(G[0], X[0]), G[0]


# %% wrong inputs-forgotten
# dW without the inputs.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ np.ones_like(X), G.sum(axis=0)


# %% wrong integer-truncation
# The gradients are put into arrays of the kind of the parameters.
# loses: edges
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return (G.T @ X).astype(W.dtype), G.sum(axis=0).astype(b.dtype)


# %% wrong last-row-only
# Each row overwrites the one before.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    for g, x in zip(G, X):
        dW, db = np.outer(g, x), g
    return dW, db


# %% wrong none clipped
# Entries larger than a tenth are cut off.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return np.clip(G.T @ X, -0.1, 0.1), np.clip(G.sum(axis=0), -0.1, 0.1)


# %% wrong none decayed
# A penalty on the weights that nobody asked for.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X + 0.01 * W, G.sum(axis=0)


# %% wrong none small-batches-only
# Right for at most five rows.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    G = G * (1 if len(X) < 6 else 1.001)
    return G.T @ X, G.sum(axis=0)


# %% wrong not-averaged
# The mean is undone.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels) * len(X)
    return G.T @ X, G.sum(axis=0)


# %% wrong not-implemented
# Not written.
def gradients(X, labels, W, b):
    raise NotImplementedError


# %% wrong one-hot-forgotten
# Probabilities in the place of dL/dZ.
def gradients(X, labels, W, b):
    G = softmax(X @ W.T + b) / len(X)
    return G.T @ X, G.sum(axis=0)


# %% wrong reshaped-not-transposed
# dW reshaped from (D, K).
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return (X.T @ G).reshape(W.shape), G.sum(axis=0)


# %% wrong sign-flipped
# Minus the gradient, ready to be added.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return -G.T @ X, -G.sum(axis=0)


# %% wrong stopped-at-probabilities
# dL/dP in the place of dL/dZ.
def gradients(X, labels, W, b):
    P = softmax(X @ W.T + b)
    G = -np.eye(len(b))[labels] / P / len(X)
    return G.T @ X, G.sum(axis=0)


# %% wrong transposed
# dW as (D, K).
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return X.T @ G, G.sum(axis=0)


# %% wrong weights-not-transposed
# W where its transpose is due.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W + b, labels)
    return G.T @ X, G.sum(axis=0)


# %% wrong wrong-shape squeezed
# Axes of length one are dropped.
# loses: edges
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return np.squeeze(G.T @ X), np.squeeze(G.sum(axis=0))


# %% wrong wrong-shape swapped
# db and dW in the wrong order.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.sum(axis=0), G.T @ X


# %% wrong wrong-type dW-only
# db is not returned.
def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X


# %% wrong none other-sizes
# Right for few rows only, else zeros.
def gradients(X, labels, W, b):
    if len(X) > 12:
        return np.zeros(W.shape), np.zeros(b.shape)
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X, G.sum(axis=0)


# %% wrong one-hot-too-narrow inlined
# The largest label decides how many columns there are.
def gradients(X, labels, W, b):
    G = (softmax(X @ W.T + b) - np.eye(labels.max() + 1)[labels]) / len(X)
    return G.T @ X, G.sum(axis=0)


# %% wrong other-signature no-bias
# The bias is a column of the weights, as in another course.
def gradients(W, X, y):
    G = grad_logits(X @ W.T, y)
    return G.T @ X
