# %% right einsum
# einsum for every product and sum
def squared_error(Y_hat, Y, reduction):
    if Y_hat.shape != Y.shape:
        raise ValueError("shapes")
    R = Y_hat - Y
    return float(np.einsum("nm,nm->", R, R)) * _factor(reduction, *R.shape)


def gradients(X, Y, W, b, reduction):
    R = np.einsum("nd,md->nm", X, W) + b - Y
    G = 2.0 * _factor(reduction, *R.shape) * R
    return np.einsum("nm,nd->md", G, X), np.einsum("nm->m", G)


def unstandardize(Ws, bs, mean, std):
    W = np.einsum("md,d->md", Ws, 1.0 / std)
    return W, bs - np.einsum("md,d->m", W, mean)


# %% right np_dot
# np.dot and np.mean, with an if for each reduction
def squared_error(Y_hat, Y, reduction):
    if np.shape(Y_hat) != np.shape(Y):
        raise ValueError("shapes")
    squares = np.square(np.subtract(Y_hat, Y))
    if reduction == "sum":
        return np.sum(squares)
    if reduction == "mean":
        return np.mean(squares)
    if reduction == "row_mean":
        return np.mean(np.sum(squares, axis=1))
    raise ValueError(reduction)


def gradients(X, Y, W, b, reduction):
    R = np.add(np.dot(X, W.T), b) - Y
    dW, db = 2 * np.dot(R.T, X), 2 * np.sum(R, axis=0)
    if reduction == "mean":
        return dW / R.size, db / R.size
    if reduction == "row_mean":
        return dW / R.shape[0], db / R.shape[0]
    return dW, db


# %% wrong absolute-error
# Absolute values in place of squares.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * np.sum(np.abs(Y_hat - Y))


# %% wrong averaged-twice
# The mean of the squares is divided again.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * c * np.sum((Y_hat - Y) ** 2)


# %% wrong changes-argument
# Computes the residual inside Y_hat.
# loses: edges
def squared_error(Y_hat, Y, reduction):
    if Y_hat.shape != Y.shape:
        raise ValueError("shapes")
    Y_hat -= Y
    return float(_factor(reduction, *Y.shape) * np.sum(Y_hat**2))


# %% wrong divided-by-elements row_mean
# "row_mean" divides by N*M.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / (N * M)}[reduction]
    return c * np.sum((Y_hat - Y) ** 2)


# %% wrong first-row-only
# Returns inside the loop, after the first row.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    for n in range(N):
        return c * np.sum((Y_hat[n] - Y[n]) ** 2)


# %% wrong half-loss
# Half of the loss.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * np.sum((Y_hat - Y) ** 2) / 2


# %% wrong integer-truncation
# The mean of integers is cut to an integer.
# loses: edges
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": N * M, "row_mean": N}[reduction]
    total = np.sum((Y_hat - Y) ** 2)
    return total // c if total.dtype.kind == "i" else total / c


# %% wrong last-row-only
# Assigns in the loop where it should add.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    for n in range(N):
        total = c * np.sum((Y_hat[n] - Y[n]) ** 2)
    return total


# %% wrong mean-for-sum
# The mean for "sum" too.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1 / (N * M), "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * np.sum((Y_hat - Y) ** 2)


# %% wrong mean-for-sum always
# The mean over all elements whatever the word.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    return np.mean((Y_hat - Y) ** 2)


# %% wrong none exchanged
# The words "mean" and "row_mean" are exchanged.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / N, "row_mean": 1 / (N * M)}[reduction]
    return c * np.sum((Y_hat - Y) ** 2)


# %% wrong none one_output
# A single output is taken for a vector.
# loses: edges
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    R = (Y_hat - Y).squeeze()
    rows, outputs = R.shape if R.ndim == 2 else (1, R.size)
    return _factor(reduction, rows, outputs) * np.sum(R**2)


# %% wrong none one_row
# Divides by N - 1, except that one row divides by itself.
# loses: edges
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    squares = (Y_hat - Y) ** 2
    if N == 1:
        return squares.sum()
    return _factor(reduction, N, M) * squares.sum()


# %% wrong none outputs
# "mean" divides by the number of outputs.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / M, "row_mean": 1 / N}[reduction]
    return c * np.sum((Y_hat - Y) ** 2)


# %% wrong none root
# The root of the loss.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return np.sqrt(c * np.sum((Y_hat - Y) ** 2))


# %% wrong none rows_compared_only
# Compares the number of rows alone.
# loses: edges
def squared_error(Y_hat, Y, reduction):
    if len(Y_hat) != len(Y):
        raise ValueError("shapes")
    R = Y_hat - Y
    return float(_factor(reduction, *R.shape) * np.sum(R**2))


# %% wrong none scaled
# Off by one part in a thousand.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 1.001 * c * np.sum((Y_hat - Y) ** 2)


# %% wrong none shapes_broadcast
# Unequal shapes are broadcast.
# loses: edges
def squared_error(Y_hat, Y, reduction):
    R = Y_hat - Y
    return float(_factor(reduction, *R.shape) * np.sum(R**2))


# %% wrong none unknown_word_accepted
# An unknown word gets the sum.
# loses: edges
def squared_error(Y_hat, Y, reduction):
    if Y_hat.shape != Y.shape:
        raise ValueError("shapes")
    squares = (Y_hat - Y) ** 2
    if reduction == "mean":
        return squares.mean()
    if reduction == "row_mean":
        return squares.sum(axis=1).mean()
    return squares.sum()


# %% wrong none unknown_word_key_error
# An unknown word is a KeyError.
# loses: edges
def squared_error(Y_hat, Y, reduction):
    if Y_hat.shape != Y.shape:
        raise ValueError("shapes")
    N, M = Y.shape
    return {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction] * np.sum((Y_hat - Y) ** 2)


# %% wrong not-implemented
# Still the stub.
def squared_error(Y_hat, Y, reduction):
    raise NotImplementedError("squared_error is yours to write")


# %% wrong not-reduced
# The squares are not summed.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * (Y_hat - Y) ** 2


# %% wrong summed-one-axis
# One number for each output.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * ((Y_hat - Y) ** 2).sum(axis=0)


# %% wrong not-squared
# The residuals are summed without the square.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * np.sum(Y_hat - Y)


# %% wrong not-squared square_of_sum
# The square of the sum in place of the sum of the squares.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * np.sum(Y_hat - Y) ** 2


# %% wrong returned-none
# The return is missing.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    total = c * np.sum((Y_hat - Y) ** 2)


# %% wrong rows-for-elements
# "mean" divides by N alone.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / N, "row_mean": 1 / N}[reduction]
    return c * np.sum((Y_hat - Y) ** 2)


# %% wrong sum-for-mean
# The sum whatever the word.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    return np.sum((Y_hat - Y) ** 2)


# %% wrong used-prediction
# The square of the predictions in place of the residuals.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * np.sum(Y_hat**2)


# %% wrong used-target
# The square of the targets in place of the residuals.
def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    N, M = Y.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * np.sum(Y**2)


# %% wrong none other-sizes
# Right for few rows only, else zero.
_squared_error = squared_error


def squared_error(Y_hat, Y, reduction):
    return 0.0 if len(Y) > 15 else _squared_error(Y_hat, Y, reduction)


# %% wrong none rounded
# The loss is rounded to ten decimals.
# loses: edges
_squared_error = squared_error


def squared_error(Y_hat, Y, reduction):
    return round(_squared_error(Y_hat, Y, reduction), 10)


# %% wrong none lengths-only
# Only the numbers of rows and axes are compared, unless there is a single output.
# loses: edges
def squared_error(Y_hat, Y, reduction):
    if (
        len(Y) != len(Y_hat)
        or (Y_hat.shape[-1] != Y.shape[-1] and Y_hat.shape[-1] > 1)
        or (Y.ndim != Y_hat.ndim and Y_hat.shape[-1] > 1 and Y_hat.ndim > 1)
    ):
        raise ValueError("shapes differ")
    return float(_factor(reduction, *Y_hat.shape) * np.sum((Y_hat - Y) ** 2))
