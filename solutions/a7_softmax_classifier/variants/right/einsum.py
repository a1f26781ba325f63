# STYLE: einsum with named axes


def gradients(X, labels, W, b):
    G = grad_logits(np.einsum("nd,kd->nk", X, W) + b, labels)
    return np.einsum("nk,nd->kd", G, X), np.einsum("nk->k", G)
