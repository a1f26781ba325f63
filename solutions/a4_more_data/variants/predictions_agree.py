# %% right dictionary_of_rows
# predictions kept in a dictionary by row; the limit from the eigenvalues of A A.T
def predictions_agree(X, Y_hat, tol=1e-9):
    seen = {}
    for x, y in zip(X.tolist(), Y_hat):
        earlier = seen.setdefault(tuple(x), [])
        earlier.append(y)
        if any(np.abs(y - other).max() > tol for other in earlier):
            return False
    return True


def largest_stable_lr(X, M, reduction):
    A = np.c_[np.ones(X.shape[0]), X]
    values = np.linalg.eigvals(A @ A.T).real
    return 1 / values.max() / _factor(reduction, X.shape[0], M)


# %% right loops
# plain Python loops over rows, outputs and features
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if all(X[i][d] == X[j][d] for d in range(len(X[i]))):
                for m in range(len(Y_hat[i])):
                    if abs(Y_hat[i][m] - Y_hat[j][m]) > tol:
                        return False
    return True


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    total = 0.0
    for n in range(Y.shape[0]):
        for m in range(Y.shape[1]):
            total += (Y_hat[n, m] - Y[n, m]) ** 2
    if reduction == "mean":
        total /= Y.size
    elif reduction == "row_mean":
        total /= len(Y)
    return total


def gradients(X, Y, W, b, reduction):
    N, D = X.shape
    M = Y.shape[1]
    divisor = {"sum": 1, "mean": N * M, "row_mean": N}[reduction]
    dW = np.zeros((M, D))
    db = np.zeros(M)
    for n in range(N):
        for m in range(M):
            y_hat = b[m]
            for d in range(D):
                y_hat = y_hat + W[m, d] * X[n, d]
            step = 2 * (y_hat - Y[n, m]) / divisor
            db[m] += step
            for d in range(D):
                dW[m, d] += step * X[n, d]
    return dW, db


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    start = 0
    while start < N:
        part = gradients(X[start : start + batch_size], Y[start : start + batch_size], W, b, "sum")
        dW += part[0]
        db += part[1]
        start += batch_size
    if reduction == "mean":
        return dW / (N * M), db / (N * M)
    if reduction == "row_mean":
        return dW / N, db / N
    return dW, db


def standardize(X):
    N, D = X.shape
    Xs, mean, std = np.zeros((N, D)), np.zeros(D), np.ones(D)
    for d in range(D):
        mean[d] = sum(X[:, d]) / N
        variance = sum((x - mean[d]) ** 2 for x in X[:, d]) / N
        if variance > 0:
            std[d] = variance**0.5
        for n in range(N):
            Xs[n, d] = (X[n, d] - mean[d]) / std[d]
    return Xs, mean, std


def unstandardize(Ws, bs, mean, std):
    M, D = Ws.shape
    W, b = np.zeros((M, D)), np.zeros(M)
    for m in range(M):
        b[m] = bs[m]
        for d in range(D):
            W[m, d] = Ws[m, d] / std[d]
            b[m] -= W[m, d] * mean[d]
    return W, b


# %% right pairwise_arrays
# all pairs at once by broadcasting; population variance for the scale
def predictions_agree(X, Y_hat, tol=1e-9):
    same_rows = (X[:, None] == X[None]).all(axis=2)
    close = (np.abs(Y_hat[:, None] - Y_hat[None]) <= tol).all(axis=2)
    return (close | ~same_rows).all()


def largest_stable_lr(X, M, reduction):
    A = np.ones((X.shape[0], X.shape[1] + 1))
    A[:, :-1] = X
    return 2.0 / max(np.linalg.eigvalsh(2 * A.T @ A * _factor(reduction, X.shape[0], M)))


def standardize(X):
    mean = X.mean(axis=0)
    variance = ((X - mean) ** 2).mean(axis=0)
    std = np.sqrt(np.where(variance > 0, variance, 1.0))
    return (X - mean) / std, mean, std


# %% wrong changes-argument
# Sorts the caller's X in place.
# loses: edges
_right_agree = predictions_agree


def predictions_agree(X, Y_hat, tol=1e-9):
    answer = _right_agree(X, Y_hat, tol)
    X.sort(axis=0)
    return answer


# %% wrong none all_rows
# Wants the same prediction for every row.
def predictions_agree(X, Y_hat, tol=1e-9):
    return bool(np.ptp(Y_hat, axis=0).max() <= tol)


# %% wrong none always_false
# Says False to everything.
def predictions_agree(X, Y_hat, tol=1e-9):
    return False


# %% wrong none always_true
# Says True to everything.
def predictions_agree(X, Y_hat, tol=1e-9):
    return True


# %% wrong none any_feature
# Takes rows for equal when any one feature is.
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if (X[i] == X[j]).any() and np.abs(Y_hat[i] - Y_hat[j]).max() > tol:
                return False
    return True


# %% wrong none below_tolerance
# A difference of exactly tol counts as one too many.
# loses: edges
def predictions_agree(X, Y_hat, tol=1e-9):
    for row in np.unique(X, axis=0):
        same = Y_hat[(X == row).all(axis=1)]
        if np.any(same.max(axis=0) - same.min(axis=0) >= tol) and len(same) > 1:
            return False
    return True


# %% wrong none close_rows
# Rows that are merely close are taken for equal.
# loses: edges
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if np.allclose(X[i], X[j]) and np.abs(Y_hat[i] - Y_hat[j]).max() > tol:
                return False
    return True


# %% wrong none first_feature_only
# Takes rows for equal when their first feature is.
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if X[i][0] == X[j][0] and np.abs(Y_hat[i] - Y_hat[j]).max() > tol:
                return False
    return True


# %% wrong none first_output_only
# Compares the first output only.
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if np.array_equal(X[i], X[j]) and abs(Y_hat[i][0] - Y_hat[j][0]) > tol:
                return False
    return True


# %% wrong none first_pair_only
# Compares a row with its first copy only and misses a third.
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i + 1, len(X)):
            if np.array_equal(X[i], X[j]):
                if np.abs(Y_hat[i] - Y_hat[j]).max() > tol:
                    return False
                break
        if i >= len(X) // 3:
            break
    return True


# %% wrong none first_row_copies
# Looks at the copies of the first row only.
def predictions_agree(X, Y_hat, tol=1e-9):
    copies = (X == X[0]).all(axis=1)
    return bool(np.ptp(Y_hat[copies], axis=0).max() <= tol)


# %% wrong none five_apart_only
# Finds equal rows only five rows apart, as in the notebook.
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(5, len(X)):
        if np.array_equal(X[i], X[i - 5]) and np.abs(Y_hat[i] - Y_hat[i - 5]).max() > tol:
            return False
    return True


# %% wrong none inverted
# True and False are exchanged.
_right_agree = predictions_agree


def predictions_agree(X, Y_hat, tol=1e-9):
    return not _right_agree(X, Y_hat, tol)


# %% wrong none neighbours_only
# Finds equal rows only where they stand next to each other.
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(1, len(X)):
        if np.array_equal(X[i], X[i - 1]) and np.abs(Y_hat[i] - Y_hat[i - 1]).max() > tol:
            return False
    return True


# %% wrong none no_absolute_value
# The absolute value is missing, so that a later prediction may be smaller.
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i + 1, len(X)):
            if np.array_equal(X[i], X[j]) and np.any(Y_hat[j] - Y_hat[i] > tol):
                return False
    return True


# %% wrong none no_absolute_value_reversed
# The absolute value is missing, so that a later prediction may be larger.
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i + 1, len(X)):
            if np.array_equal(X[i], X[j]) and np.any(Y_hat[i] - Y_hat[j] > tol):
                return False
    return True


# %% wrong none relative_tolerance
# np.allclose adds a relative tolerance of 1e-5.
# loses: edges
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if np.array_equal(X[i], X[j]) and not np.allclose(Y_hat[i], Y_hat[j], atol=tol):
                return False
    return True


# %% wrong none sum_of_features
# Takes rows for equal when the sum of their features is.
def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if X[i].sum() == X[j].sum() and np.abs(Y_hat[i] - Y_hat[j]).max() > tol:
                return False
    return True


# %% wrong none tolerance_ignored
# The tolerance of the caller is ignored.
# loses: edges
_right_agree = predictions_agree


def predictions_agree(X, Y_hat, tol=1e-9):
    return _right_agree(X, Y_hat, 1e-9)


# %% wrong wrong-type
# Returns a word for the truth value.
_right_agree = predictions_agree


def predictions_agree(X, Y_hat, tol=1e-9):
    return str(_right_agree(X, Y_hat, tol))


# %% wrong none other-sizes
# Right for few rows only, else True.
_predictions_agree = predictions_agree


def predictions_agree(X, Y_hat, tol=1e-9):
    return True if len(X) > 15 else _predictions_agree(X, Y_hat, tol)


# %% wrong none neighbours-only
# Each copy is compared with the copy before it.
# loses: edges
def predictions_agree(X, Y_hat, tol=1e-9):
    last = {}
    for x, y_hat in zip(X, Y_hat):
        key = tuple(x)
        if key in last and np.any(np.abs(last[key] - y_hat) > tol):
            return False
        last[key] = y_hat
    return True


# %% wrong none first-only
# Each copy is compared with the first copy.
# loses: edges
def predictions_agree(X, Y_hat, tol=1e-9):
    first = {}
    for x, y_hat in zip(X, Y_hat):
        if np.any(np.abs(first.setdefault(tuple(x), y_hat) - y_hat) > tol):
            return False
    return True


# %% wrong none last-only
# Each copy is compared with the last copy.
# loses: edges
def predictions_agree(X, Y_hat, tol=1e-9):
    last = {tuple(x): y_hat for x, y_hat in zip(X, Y_hat)}
    return bool(all(np.all(np.abs(last[tuple(x)] - y_hat) <= tol) for x, y_hat in zip(X, Y_hat)))
