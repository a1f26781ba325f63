# TASK: gradients
# MISTAKE: sign-flipped
# WHY: A helper that both functions share has the sign flipped.


def _summed(X, Y, W, b):
    R = Y - X @ W.T - b
    return 2 * R.T @ X, 2 * R.sum(axis=0)


def gradients(X, Y, W, b, reduction):
    c = _factor(reduction, *Y.shape)
    dW, db = _summed(X, Y, W, b)
    return c * dW, c * db


def accumulate(X, Y, W, b, batch_size, reduction):
    c = _factor(reduction, *Y.shape)
    parts = [_summed(X[s : s + batch_size], Y[s : s + batch_size], W, b) for s in range(0, len(X), batch_size)]
    return c * sum(p[0] for p in parts), c * sum(p[1] for p in parts)
