# %% right inlined_fit
# fit writes the formulas out again and calls none of the other functions
def fit(X, Y, W, b, lr, epochs):
    W, b = np.array(W, dtype=float), np.array(b, dtype=float)
    losses = []
    for _ in range(epochs):
        R = X @ W.T + b - Y
        losses.append((R * R).sum())
        W -= lr * 2 * R.T @ X
        b -= lr * 2 * R.sum(axis=0)
    return W, b, losses


# %% wrong ascent prediction-and-target-swapped
# Y and Y_hat change places in the calls of the gradients.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y, Y_hat), grad_b(Y, Y_hat)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong bias-not-updated
# b stays at its start.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W = update(W, dW, lr)
    return W, b, losses


# %% wrong bias-not-updated lost
# The updated bias goes into another name and is lost.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, B = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong changes-argument
# W and b are changed in place, so that the caller's start is lost.
# loses: edges
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W -= lr * dW
        b -= lr * db
    return W, b, losses


# %% wrong integer-truncation
# W and b keep the type of their start, so integers stay integers.
# loses: edges
def fit(X, Y, W, b, lr, epochs):
    W, b, losses = W.copy(), b.copy(), []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W[...], b[...] = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong learning-rate-ignored own-rate
# The learning rate of the notebook is written into the loop.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, 1e-5), update(b, db, 1e-5)
    return W, b, losses


# %% wrong loss-after-step
# The loss is noted after the update, not before it.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
        losses.append(loss(forward(X, W, b), Y))
    return W, b, losses


# %% wrong none bias-first
# dW is computed after b was changed: the stale gradient the other way round.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        b = update(b, grad_b(Y_hat, Y), lr)
        W = update(W, grad_W(X, forward(X, W, b), Y), lr)
    return W, b, losses


# %% wrong computed-once gradients
# The gradients are computed before the loop, the losses inside it.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    Y_hat = forward(X, W, b)
    dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
    for _ in range(epochs):
        losses.append(loss(forward(X, W, b), Y))
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong computed-once
# The forward pass stands before the loop, so every step uses the first predictions.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    Y_hat = forward(X, W, b)
    for _ in range(epochs):
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong none own-start
# The starting values are drawn anew, and those given are ignored.
def fit(X, Y, W, b, lr, epochs):
    rng = np.random.default_rng(0)
    W, b = rng.random(W.shape), rng.random(b.shape)
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong stops-early return-in-loop
# The return stands inside the loop, so that one step is taken.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        W, b = update(W, grad_W(X, Y_hat, Y), lr), update(b, grad_b(Y_hat, Y), lr)
        return W, b, losses


# %% wrong stops-early when-loss-grows
# The loop is left when the loss grows, so a run that diverges is cut short.
# loses: edges
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong weights-not-updated
# W stays at its start.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        b = update(b, db, lr)
    return W, b, losses


# %% wrong not-implemented
# Left as in the stub.
def fit(X, Y, W, b, lr, epochs):
    raise NotImplementedError("fit is still to be written")


# %% wrong one-step-long
# The loop takes one step more than asked.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs + 1):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong one-step-short
# The loop ends one step early.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(1, epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong one-step-short full-losses
# All losses are noted, but the last step is left out.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for t in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        if t == epochs - 1:
            break
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong raised calls-with-wrong-shapes
# grad_b is called with X, whose shape does not fit.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(X, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong stale-gradient-missed
# db is computed from a new forward pass, after W was changed.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        W = update(W, grad_W(X, Y_hat, Y), lr)
        b = update(b, grad_b(forward(X, W, b), Y), lr)
    return W, b, losses


# %% wrong stale-gradient-missed inlined
# The residual is computed again between the two updates.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        R = X @ W.T + b - Y
        losses.append(float((R**2).sum()))
        W = W - lr * 2 * R.T @ X
        R = X @ W.T + b - Y
        b = b - lr * 2 * R.sum(axis=0)
    return W, b, losses


# %% wrong wrong-shape final-loss-appended
# The loss after the last step is appended, so that one loss too many is in the list.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    losses.append(loss(forward(X, W, b), Y))
    return W, b, losses


# %% wrong wrong-shape swapped-order
# (b, W, losses), where (W, b, losses) is due.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return b, W, losses


# %% wrong wrong-type last-loss-only
# One loss, where the list of all is due.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses[-1]


# %% wrong wrong-type losses-not-returned
# Only W and b are returned.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b


# %% wrong stops-early small-change
# The loop is left when the loss hardly changes.
# loses: edges
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
        if len(losses) > 1 and abs(losses[-2] - losses[-1]) < 1e-12:
            break
    return W, b, losses


# %% wrong stops-early small-gradient
# The loop is left when the gradient is nearly zero, before anything is noted.
# loses: edges
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        if np.abs(dW).max() < 1e-9 and np.abs(db).max() < 1e-9:
            break
        losses.append(loss(Y_hat, Y))
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong stops-early no-loss-left
# The loop is left where the loss is zero.
# loses: edges
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        if losses[-1] < 1e-10:
            break
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong stops-early patience
# The loop is left after ten steps without a lower loss.
# loses: edges
def fit(X, Y, W, b, lr, epochs):
    losses, waited = [], 0
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        waited = waited + 1 if len(losses) > 1 and losses[-1] > min(losses[:-1]) - 1e-9 else 0
        if waited == 10:
            break
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong stops-early sixty-steps
# The loop takes sixty steps at most.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(min(epochs, 60)):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong none always-a-step
# A step is taken, and a loss noted, also where none is asked for.
# loses: edges
def fit(X, Y, W, b, lr, epochs):
    losses = []
    while True:
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
        if len(losses) >= epochs:
            return W, b, losses


# %% wrong wrong-shape single-step-inlined
# A single step is a case of its own, without its loss.
# loses: edges
def fit(X, Y, W, b, lr, epochs):
    losses = []
    if epochs == 1:
        Y_hat = forward(X, W, b)
        return update(W, grad_W(X, Y_hat, Y), lr), update(b, grad_b(Y_hat, Y), lr), losses
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong keeps-best
# The parameters with the lowest loss so far are returned.
# loses: edges
def fit(X, Y, W, b, lr, epochs):
    losses, best = [], (W, b)
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
        if loss(forward(X, W, b), Y) < min(losses):
            best = W, b
    return *best, losses


# %% wrong none other-sizes
# Right for few rows only, else nothing moves.
_fit = fit


def fit(X, Y, W, b, lr, epochs):
    return (W, b, [0.0] * epochs) if len(X) > 11 else _fit(X, Y, W, b, lr, epochs)


# %% wrong not-updated
# The names of the loop are bound to the new values, which are lost.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        for param, grad in ((W, grad_W(X, Y_hat, Y)), (b, grad_b(Y_hat, Y))):
            param = update(param, grad, lr)
    return W, b, losses


# %% wrong not-updated other-names
# The new values have other names, which no forward pass reads.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        W_new = update(W, grad_W(X, Y_hat, Y), lr)
        b_new = update(b, grad_b(Y_hat, Y), lr)
    return W, b, losses


# %% wrong not-updated results-dropped
# update is called, and what it returns is dropped.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        update(W, grad_W(X, Y_hat, Y), lr)
        update(b, grad_b(Y_hat, Y), lr)
    return W, b, losses


# %% wrong steps-per-sample
# Each row makes a step of its own; the loss of all rows is noted.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(loss(forward(X, W, b), Y))
        for n in range(len(X)):
            x, y = X[n : n + 1], Y[n : n + 1]
            y_hat = forward(x, W, b)
            W, b = update(W, grad_W(x, y_hat, y), lr), update(b, grad_b(y_hat, y), lr)
    return W, b, losses


# %% wrong steps-per-sample added
# Each row makes a step of its own; the losses of the rows are added.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(X, Y):
            r = W @ x + b - y
            total += float(r @ r)
            W, b = W - lr * 2 * np.outer(r, x), b - lr * 2 * r
        losses.append(total)
    return W, b, losses


# %% wrong steps-per-sample each
# Each row makes a step of its own, and each notes its loss.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        for n in range(X.shape[0]):
            x, y = X[[n]], Y[[n]]
            y_hat = forward(x, W, b)
            losses.append(loss(y_hat, y))
            dW, db = grad_W(x, y_hat, y), grad_b(y_hat, y)
            W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong mini-batches
# Batches of two rows; the loss of all rows is noted.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(loss(forward(X, W, b), Y))
        for start in range(0, len(X), 2):
            x, y = X[start : start + 2], Y[start : start + 2]
            y_hat = forward(x, W, b)
            W, b = update(W, grad_W(x, y_hat, y), lr), update(b, grad_b(y_hat, y), lr)
    return W, b, losses


# %% wrong mini-batches added
# Batches of three rows, whose losses are added.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        total = 0
        for rows in (slice(start, start + 3) for start in range(0, len(X), 3)):
            R = X[rows] @ W.T + b - Y[rows]
            total += float(np.sum(R**2))
            W, b = W - 2 * lr * R.T @ X[rows], b - 2 * lr * R.sum(axis=0)
        losses.append(total)
    return W, b, losses


# %% wrong mini-batches last
# Batches of two rows; the loss of the last batch is noted.
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        for start in range(0, len(X), 2):
            x, y = X[start : start + 2], Y[start : start + 2]
            y_hat = forward(x, W, b)
            now = loss(y_hat, y)
            W, b = update(W, grad_W(x, y_hat, y), lr), update(b, grad_b(y_hat, y), lr)
        losses.append(now)
    return W, b, losses


# %% wrong other-signature no-start
# The arguments of another course, which starts from zeros.
def fit(X, y, lr=0.01, n_iters=1000):
    W, b, losses = np.zeros((y.shape[1], X.shape[1])), np.zeros(y.shape[1]), []
    for _ in range(n_iters):
        R = X @ W.T + b - y
        losses.append(float(np.sum(R**2)))
        W, b = W - lr * 2 * R.T @ X, b - lr * 2 * R.sum(axis=0)
    return W, b, losses
