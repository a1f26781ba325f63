# %% right bias_column
# one product with the inputs [X, 1]
def gradients(X, Y, W, b, reduction):
    A = np.hstack([X, np.ones((len(X), 1))])
    theta = np.hstack([W, b[:, None]])
    G = 2 * _factor(reduction, *Y.shape) * (A @ theta.T - Y).T @ A
    return G[:, :-1], G[:, -1]


def largest_stable_lr(X, M, reduction):
    A = np.hstack([X, np.ones((X.shape[0], 1))])
    return 1 / (_factor(reduction, X.shape[0], M) * np.linalg.norm(A, 2) ** 2)


# %% right integer_safe
# casts every argument to float first
def gradients(X, Y, W, b, reduction):
    X, Y, W, b = (np.asarray(a, dtype=np.float64) for a in (X, Y, W, b))
    G = X @ W.T + b - Y
    G *= 2 * _factor(reduction, *G.shape)
    return G.T @ X, G.sum(axis=0)


def standardize(X):
    X = np.array(X, dtype=np.float64)
    mean, std = np.mean(X, axis=0), np.std(X, axis=0)
    std[std == 0] = 1
    X -= mean
    X /= std
    return X, mean, std


# %% right matmul_transposed
# computes X.T @ R and transposes it
def gradients(X, Y, W, b, reduction):
    R = (W @ X.T).T + b - Y
    c = _factor(reduction, *R.shape)
    return (2 * c * (X.T @ R)).T, 2 * c * (np.ones(len(X)) @ R)


def unstandardize(Ws, bs, mean, std):
    W = (Ws.T / std[:, None]).T
    return W, (bs[:, None] - W @ mean[:, None])[:, 0]


# %% right residual_reversed
# -2 times (Y - Y_hat)
def gradients(X, Y, W, b, reduction):
    E = Y - (X @ W.T + b)
    c = _factor(reduction, *Y.shape)
    return -2 * c * (E.T @ X), -2 * c * E.sum(axis=0)


# %% wrong absolute-error
# The sign of the residual, as for absolute errors.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R = np.sign(R)
    return c * R.T @ X, c * R.sum(axis=0)


# %% wrong averaged-twice
# Divided once more under a mean.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M) ** 2, "row_mean": 1 / N**2}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong averaged-twice by_rows
# Divided once more by N under a mean.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M) / N, "row_mean": 1 / N / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong bias-averaged
# db by mean, dW right.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.mean(axis=0)


# %% wrong bias-averaged row_means
# db by mean, carried through by batches averaged by rows.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.mean(axis=0)


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = 0, 0
    for start in range(0, len(X), batch_size):
        rows = slice(start, start + batch_size)
        gW, gb = gradients(X[rows], Y[rows], W, b, "row_mean")
        weight = len(X[rows]) * _factor(reduction, *Y.shape)
        dW, db = dW + weight * gW, db + weight * gb
    return dW, db


# %% wrong bias-kept-dims
# db of shape (1,M).
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0, keepdims=True)


# %% wrong bias-omitted
# The forward pass forgets b.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R = X @ W.T - Y
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong bias-one-number
# db summed over rows and outputs.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum()


# %% wrong bias-one-number repeated
# db summed over rows and outputs, and repeated.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, np.full(M, 2 * c * R.sum())


# %% wrong bias-per-sample
# The bias has a row for each sample, as in the notebook.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R


# %% wrong bias-times-input
# db multiplied by X.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, (2 * c * R.T @ X).sum(axis=1)


# %% wrong bias-wrong-axis
# db summed over the outputs.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=1)


# %% wrong changes-argument
# Computes the residual inside Y.
# loses: edges
def gradients(X, Y, W, b, reduction):
    Y -= X @ W.T + b
    c = _factor(reduction, *Y.shape)
    return -2 * c * Y.T @ X, -2 * c * Y.sum(axis=0)


# %% wrong divided-by-elements
# "sum" divides by N*M.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1 / (N * M), "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong divided-by-rows
# "sum" divides by N.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1 / N, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong divided-by-rows always_rows
# Divides by N whatever the word.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = 1 / N
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong doubled
# One 2 too many.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 4 * c * R.T @ X, 4 * c * R.sum(axis=0)


# %% wrong dropped-two
# The 2 of the square is forgotten.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * R.T @ X, c * R.sum(axis=0)


# %% wrong dropped-two and_unweighted
# The 2 is forgotten, and the batch means are averaged without weights.
# loses: gradients, accumulate
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * R.T @ X, c * R.sum(axis=0)


def accumulate(X, Y, W, b, batch_size, reduction):
    starts = range(0, len(X), batch_size)
    parts = [gradients(X[s : s + batch_size], Y[s : s + batch_size], W, b, reduction) for s in starts]
    average = np.sum if reduction == "sum" else np.mean
    return average([p[0] for p in parts], axis=0), average([p[1] for p in parts], axis=0)


# %% wrong dropped-two half_loss
# The gradient of half the loss.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 0.5, "mean": 0.5 / (N * M), "row_mean": 0.5 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong dropped-two inline_accumulate
# The 2 is forgotten in gradients; accumulate has its own, right formula.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * R.T @ X, c * R.sum(axis=0)


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for start in range(0, len(X), batch_size):
        rows = slice(start, start + batch_size)
        G = 2 * _factor(reduction, *Y.shape) * (X[rows] @ W.T + b - Y[rows])
        dW += G.T @ X[rows]
        db += G.sum(axis=0)
    return dW, db


# %% wrong dropped-two repeated_in_accumulate
# The 2 is forgotten; accumulate repeats the same formula batch by batch.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * R.T @ X, c * R.sum(axis=0)


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for start in range(0, len(X), batch_size):
        rows = slice(start, start + batch_size)
        G = _factor(reduction, *Y.shape) * (X[rows] @ W.T + b - Y[rows])
        dW += G.T @ X[rows]
        db += G.sum(axis=0)
    return dW, db


# %% wrong first-row-only
# The first row's gradient.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * np.outer(R[0], X[0]), 2 * c * R[0]


# %% wrong inputs-forgotten
# The residuals without X.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ np.ones_like(X), 2 * c * R.sum(axis=0)


# %% wrong integer-truncation
# The gradient of integers is stored as integers.
# loses: edges
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]

    dW, db = np.zeros_like(W), np.zeros_like(b)
    dW[:] = 2 * c * R.T @ X
    db[:] = 2 * c * R.sum(axis=0)
    return dW, db


# %% wrong last-row-only
# Assigned in the loop where it should add up.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    for n in range(N):
        dW = 2 * c * np.outer(R[n], X[n])
        db = 2 * c * R[n]
    return dW, db


# %% wrong none bias_zero
# dW right, db zero: training ends near the right loss all the same.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, np.zeros(M)


# %% wrong none divided_by_weights
# "mean" divides by the number of weights.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / W.size, "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong none exchanged
# "mean" and "row_mean" are exchanged.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / N, "row_mean": 1 / (N * M)}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong none five_rows
# Right up to five rows only.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R, X = R[:5], X[:5]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong none forward_difference
# Forward differences with a coarse step.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]

    L = lambda W, b: c * np.sum((X @ W.T + b - Y) ** 2)
    h = 1e-3
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (L(W + E, b) - L(W, b)) / h
    for m in range(M):
        e = np.zeros(M)
        e[m] = h
        db[m] = (L(W, b + e) - L(W, b)) / h
    return dW, db


# %% wrong none one_row
# A single row is not averaged over the outputs.
# loses: edges
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M) if N > 1 else 1, "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong none parameters
# Returns the parameters, and so does accumulate.
# loses: gradients, accumulate
def gradients(X, Y, W, b, reduction):
    return W.copy(), b.copy()


def accumulate(X, Y, W, b, batch_size, reduction):
    return W.copy(), b.copy()


# %% wrong none scaled
# Off by one part in a thousand.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    c *= 1.001
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong single-precision single_precision
# Computed in single precision.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R, X = R.astype(np.float32), X.astype(np.float32)
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong none zeros
# Zeros for every gradient: there is nothing to compose.
def gradients(X, Y, W, b, reduction):
    return np.zeros(W.shape), np.zeros(b.shape)


# %% wrong not-averaged
# The summed gradient whatever the word.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = 1
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong not-averaged bias_not_averaged
# dW is averaged, db is not.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * R.sum(axis=0)


# %% wrong not-averaged ignored
# The means are forgotten: the reduction is never looked at.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    return 2 * (X.T @ R).T, 2 * R.sum(axis=0)


# %% wrong not-implemented
# Still the stub; accumulate cannot work without it.
def gradients(X, Y, W, b, reduction):
    raise NotImplementedError("gradients is yours to write")


# %% wrong weights-not-transposed
# X @ W without the transpose raises unless D equals M.
def gradients(X, Y, W, b, reduction):
    R = X @ W + b - Y
    c = _factor(reduction, *R.shape)
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong reshaped-not-transposed
# reshape in place of the transpose.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return (2 * c * X.T @ R).reshape(W.shape), 2 * c * R.sum(axis=0)


# %% wrong reshaped-not-transposed residual
# The residual is reshaped to (M,N) where it should be transposed.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.reshape(M, N) @ X, 2 * c * R.sum(axis=0)


# %% wrong rows-for-elements
# "mean" divides by N alone.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / N, "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong sign-flipped
# Y - Y_hat without the minus.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R = Y - Y_hat
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong sign-flipped+dropped-two
# Y - Y_hat without the minus and without the 2.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return -c * R.T @ X, -c * R.sum(axis=0)


# %% wrong sign-flipped minus
# A minus in front of Y_hat - Y.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return -2 * c * R.T @ X, -2 * c * R.sum(axis=0)


# %% wrong sign-flipped shared_helper
# A helper that both functions share has the sign flipped.
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


# %% wrong sign-flipped weighted_means
# A flipped sign, carried through by weighted batch means.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R = -R
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for start in range(0, len(X), batch_size):
        n = len(X[start : start + batch_size])
        gW, gb = gradients(X[start : start + n], Y[start : start + n], W, b, reduction)
        weight = 1 if reduction == "sum" else n / len(X)
        dW, db = dW + weight * gW, db + weight * gb
    return dW, db


# %% wrong transposed
# dW is X.T @ R, of shape (D,M).
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * X.T @ R, 2 * c * R.sum(axis=0)


# %% wrong used-prediction
# Y_hat where the residual is due.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R = Y_hat
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong used-target
# Y where the residual is due.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R = Y
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


# %% wrong wrong-shape order
# (db, dW) in place of (dW, db).
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.sum(axis=0), 2 * c * R.T @ X


# %% wrong wrong-shape squeezed
# squeeze drops the dimension of a single output or feature.
# loses: edges
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return (2 * c * R.T @ X).squeeze(), 2 * c * R.sum(axis=0)


# %% wrong wrong-type
# A dict in place of the two arrays.
def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return {"W": 2 * c * R.T @ X, "b": 2 * c * R.sum(axis=0)}


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_gradients = gradients


def gradients(X, Y, W, b, reduction):
    return (np.zeros(W.shape), np.zeros(b.shape)) if len(X) > 15 else _gradients(X, Y, W, b, reduction)


# %% wrong none rounded
# The gradients are rounded to ten decimals.
# loses: edges
_gradients = gradients


def gradients(X, Y, W, b, reduction):
    dW, db = _gradients(X, Y, W, b, reduction)
    return np.round(dW, 10), np.round(db, 10)


# %% wrong single-precision
# The inputs are made float32.
def gradients(X, Y, W, b, reduction):
    R = (X @ W.T + b - Y).astype(np.float32)
    c = np.float32(_factor(reduction, *R.shape))
    return np.float32(2) * c * R.T @ X.astype(np.float32), np.float32(2) * c * R.sum(axis=0)


# %% wrong wrong-type bias-is-none
# The gradient of the bias is a printed value.
def gradients(X, Y, W, b, reduction):
    R = X @ W.T + b - Y
    c = _factor(reduction, *R.shape)
    return 2 * c * R.T @ X, print(2 * c * R.sum(axis=0))
