# TASK: grad_logits,gradients
# MISTAKE: sign-flipped
# WHY: grad_logits has the wrong sign, and gradients averages once more.


def grad_logits(Z, labels):
    return (np.eye(Z.shape[1])[labels] - softmax(Z)) / len(Z)


def gradients(X, labels, W, b):
    G = grad_logits(X @ W.T + b, labels)
    return G.T @ X / len(X), G.mean(axis=0)
