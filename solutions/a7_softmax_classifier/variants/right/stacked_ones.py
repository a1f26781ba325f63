# STYLE: the bias as a weight of an input that is always one


def gradients(X, labels, W, b):
    A = np.hstack([X, np.ones((len(X), 1))])
    both = grad_logits(A @ np.hstack([W, b[:, None]]).T, labels).T @ A
    return both[:, :-1], both[:, -1]
