# %% right accumulate_inline
# accumulates the residual formula without calling gradients
def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for start in range(0, len(X), batch_size):
        rows = slice(start, start + batch_size)
        G = 2 * _factor(reduction, *Y.shape) * (X[rows] @ W.T + b - Y[rows])
        dW += G.T @ X[rows]
        db += G.sum(axis=0)
    return dW, db


# %% right accumulate_weighted_means
# each batch's own gradient weighted by its share of the rows
def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for start in range(0, len(X), batch_size):
        rows = X[start : start + batch_size]
        weight = 1.0 if reduction == "sum" else len(rows) / len(X)
        gW, gb = gradients(rows, Y[start : start + batch_size], W, b, reduction)
        dW += weight * gW
        db += weight * gb
    return dW, db


# %% right lists_of_batches
# array_split, a list of parts, one sum at the end
def accumulate(X, Y, W, b, batch_size, reduction):
    cuts = np.arange(batch_size, len(X), batch_size)
    parts = [gradients(x, y, W, b, "row_mean") for x, y in zip(np.split(X, cuts), np.split(Y, cuts))]
    sizes = np.array([len(x) for x in np.split(X, cuts)])
    scale = {"sum": 1, "mean": 1 / Y.size, "row_mean": 1 / len(Y)}[reduction]
    dW = sum(scale * n * p[0] for n, p in zip(sizes, parts))
    db = sum(scale * n * p[1] for n, p in zip(sizes, parts))
    return [dW, db]


# %% wrong averaged-twice
# Each batch is averaged, and the whole again.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, reduction)
        n = 1 if reduction == "sum" else len(x) / N
        dW += n * gW
        db += n * gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong changes-argument
# Takes the step while it is at it, inside the caller's W.
# loses: edges
def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = gradients(X, Y, W, b, reduction)
    W[:] = W - dW
    return dW, db


# %% wrong dropped-two inline
# Its own formula, without the 2.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        R = x @ W.T + b - y
        dW += c * R.T @ x
        db += c * R.sum(axis=0)
    return dW, db


# %% wrong integer-truncation
# The totals take the integer type of W.
# loses: edges
def accumulate(X, Y, W, b, batch_size, reduction):
    c = _factor(reduction, *Y.shape)
    dW, db = np.zeros_like(W), np.zeros_like(b)
    for s in range(0, len(X), batch_size):
        gW, gb = gradients(X[s : s + batch_size], Y[s : s + batch_size], W, b, "sum")
        dW[:] = dW + c * gW
        db[:] = db + c * gb
    return dW, db


# %% wrong none batch_above_rows
# A batch size above N gives nothing.
# loses: edges
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    if batch_size > N:
        return dW, db
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong none batch_of_one
# A row alone loses its dimension and its weight.
# loses: edges
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "row_mean" if batch_size == 1 else "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    c = 1 if batch_size == 1 else c
    return c * dW, c * db


# %% wrong none first_batch_only
# Returns inside the loop, after the first batch.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        return _factor(reduction, N, M) * gW, _factor(reduction, N, M) * gb


# %% wrong none full_batch
# The full batch is averaged twice.
# loses: edges
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, reduction if batch_size == N else "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong batch-means-averaged mean_of_batches
# np.mean over the batches' gradients, also for the sum.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, reduction)
        dW += gW
        db += gb
    k = -(-N // batch_size)
    return dW / k, db / k


# %% wrong batch-means-averaged means_added
# The batch means are added and never averaged.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, reduction)
        dW += gW
        db += gb
    return dW, db


# %% wrong none overlap
# Batches overlap by one row.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(X[s : s + batch_size + 1], Y[s : s + batch_size + 1], W, b, "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong last-batch-dropped
# The short last batch is dropped.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N - batch_size + 1, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong none sum_weighted
# The weights are used for the sum too.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, reduction)
        dW += len(x) / N * gW
        db += len(x) / N * gb
    return dW, db


# %% wrong none targets_not_cut
# X is cut into batches, Y always starts at the first row.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, Y[: len(x)], W, b, "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong batch-means-averaged unweighted_means
# The batch means are averaged without weights.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, reduction)
        dW += gW
        db += gb
    k = 1 if reduction == "sum" else -(-N // batch_size)
    return dW / k, db / k


# %% wrong batch-means-averaged weight_batch_size
# Every batch is weighted with batch_size, the short one too.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, reduction)
        weight = 1 if reduction == "sum" else batch_size / N
        dW += weight * gW
        db += weight * gb
    return dW, db


# %% wrong none weights_moved
# The weights move between the batches, as in stochastic descent.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb
        W, b = W - 1e-3 * gW, b - 1e-3 * gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong last-batch-dropped zero_start
# The short last batch is dropped, and the sums start as the number 0.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = 0, 0
    for i in range(N // batch_size):
        rows = slice(i * batch_size, (i + 1) * batch_size)
        gW, gb = gradients(X[rows], Y[rows], W, b, "sum")
        dW, db = dW + gW, db + gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong last-batch-dropped whole_batches
# The short last batch is dropped: N // batch_size batches.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N // batch_size * batch_size, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong not-averaged
# The sum whatever the word.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb
    return dW, db


# %% wrong overwritten-not-added
# Each batch overwrites the last.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        dW, db = gradients(x, y, W, b, "sum")
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong overwritten-not-added bias
# db is overwritten, dW is added.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db = gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong raised
# Refuses a batch size that does not divide N.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    if N % batch_size:
        raise ValueError("the batch size must divide the number of rows")
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong returned-none
# The return is missing.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb


# %% wrong rows-for-elements
# "mean" divides by N alone.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / N, "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong sign-flipped
# Subtracts where it should add.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW -= gW
        db -= gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db


# %% wrong wrong-shape
# The batches' gradients are stacked, not added.
def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        pass
    parts = [gradients(X[s : s + batch_size], Y[s : s + batch_size], W, b, "sum") for s in range(0, N, batch_size)]
    return np.array([p[0] for p in parts]), np.array([p[1] for p in parts])


# %% wrong batch-means-averaged
# The gradients of the batches are averaged.
def accumulate(X, Y, W, b, batch_size, reduction):
    parts = [
        gradients(X[start : start + batch_size], Y[start : start + batch_size], W, b, reduction)
        for start in range(0, len(X), batch_size)
    ]
    return sum(dW for dW, _ in parts) / len(parts), sum(db for _, db in parts) / len(parts)


# %% wrong batch-means-averaged np-mean
# np.mean over the batches.
def accumulate(X, Y, W, b, batch_size, reduction):
    dWs, dbs = [], []
    for start in range(0, len(X), batch_size):
        dW, db = gradients(X[start : start + batch_size], Y[start : start + batch_size], W, b, reduction)
        dWs.append(dW)
        dbs.append(db)
    return np.mean(dWs, axis=0), np.mean(dbs, axis=0)


# %% wrong batch-means-averaged added
# The means of the batches are added.
def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for start in range(0, len(X), batch_size):
        rows = slice(start, start + batch_size)
        part = gradients(X[rows], Y[rows], W, b, reduction)
        dW, db = dW + part[0], db + part[1]
    return dW, db


# %% wrong batches-not-used
# All rows at once.
# loses: edges
def accumulate(X, Y, W, b, batch_size, reduction):
    return gradients(X, Y, W, b, reduction)


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_accumulate = accumulate


def accumulate(X, Y, W, b, batch_size, reduction):
    if len(X) > 15:
        return np.zeros(W.shape), np.zeros(b.shape)
    return _accumulate(X, Y, W, b, batch_size, reduction)


# %% wrong none rounded
# The sums are rounded to nine decimals.
# loses: edges
_accumulate = accumulate


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = _accumulate(X, Y, W, b, batch_size, reduction)
    return np.round(dW, 10), np.round(db, 10)
