# %% wrong bias-kept-dims undo
# b of shape (M,1).
def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W, bs[:, None] - W @ mean[:, None]


# %% wrong changes-argument
# Writes the result into the caller's X as well.
# loses: edges
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    Xs = (X - mean) / std
    X[:] = Xs
    return Xs, mean, std


# %% wrong changes-argument undo
# Scales the caller's Ws in place.
# loses: edges
def unstandardize(Ws, bs, mean, std):
    if Ws.dtype.kind == "f":
        Ws /= std
    else:
        Ws = Ws / std
    return Ws.copy(), bs - Ws @ mean


# %% wrong integer-truncation
# Xs takes the integer type of X.
# loses: edges
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    Xs = np.zeros_like(X)
    Xs[:] = (X - mean) / std
    return Xs, mean, std


# %% wrong integer-truncation undo
# W takes the integer type of Ws.
# loses: edges
def unstandardize(Ws, bs, mean, std):
    W = np.zeros_like(Ws)
    W[:] = Ws / std
    return W, bs - (Ws / std) @ mean


# %% wrong none axis_none
# One mean and one std for the whole matrix (axis=None).
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    mean, std = np.full(X.shape[1], X.mean()), np.full(X.shape[1], X.std())
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std


# %% wrong none constant_epsilon
# A tiny epsilon stands for the std of a constant column.
# loses: edges
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.maximum(std, 1e-12)
    return (X - mean) / std, mean, std


# %% wrong none constant_not_centred
# A constant column is left as it is, not centred.
# loses: edges
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    Xs = np.where(std == 0, X, (X - mean) / np.where(std == 0, 1.0, std))
    return Xs, mean, np.where(std == 0, 1.0, std)


# %% wrong constant-std-zero returned
# Xs of a constant column is right, its std is returned as 0.
# loses: edges
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    safe = np.where(std == 0, 1.0, std)
    return (X - mean) / safe, mean, std


# %% wrong divided-by-n-minus-one
# Divides by N - 1 (ddof=1).
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = X.std(axis=0, ddof=1) if len(X) > 1 else np.ones(X.shape[1])
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std


# %% wrong none epsilon
# A thousandth is added to every std.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = std + 1e-3
    return (X - mean) / std, mean, std


# %% wrong none median
# The median in place of the mean.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    mean = np.median(X, axis=0)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std


# %% wrong constant-std-zero
# A constant column is divided by zero.
# loses: edges
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / std, mean, std


# %% wrong none not_centred
# Scaled without taking the mean out.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return X / std, mean, std


# %% wrong none not_scaled
# Centred without being scaled.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return X - mean, mean, std


# %% wrong none order
# (Xs, std, mean) in place of (Xs, mean, std).
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, std, mean


# %% wrong none order_of_steps
# Divides first and subtracts the mean afterwards.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return X / std - mean, mean, std


# %% wrong none range
# Scaled to the range 0 to 1.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    low, high = X.min(axis=0), X.max(axis=0)
    std = np.where(high == low, 1.0, high - low)
    return (X - low) / std, low, std


# %% wrong none undo_bias_scaled
# The bias is scaled as the weights are.
def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W, (bs - Ws @ mean) / std.mean()


# %% wrong means-left-out
# The bias is not shifted.
def unstandardize(Ws, bs, mean, std):
    return Ws / std, bs


# %% wrong weights-not-divided multiplied
# Multiplies by std where it should divide.
def unstandardize(Ws, bs, mean, std):
    W = Ws * std
    return W, bs - W @ mean


# %% wrong none undo_shift_one_number
# The shift is one number for all outputs.
def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W, bs - np.sum(W * mean)


# %% wrong means-left-out added
# The bias is shifted the wrong way.
def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W, bs + W @ mean


# %% wrong weights-not-divided bias
# The shift uses the weights of the standardised inputs.
def unstandardize(Ws, bs, mean, std):
    return Ws / std, bs - Ws @ mean


# %% wrong none undo_shift_without_weights
# The mean is subtracted from the bias as it is.
def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W, bs - mean.sum()


# %% wrong weights-not-divided weights
# The weights are not scaled back.
def unstandardize(Ws, bs, mean, std):
    return Ws + 0.0, bs - (Ws / std) @ mean


# %% wrong root-forgotten
# The variance in place of the standard deviation.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = X.var(axis=0)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std


# %% wrong returned-none undo
# The return is missing.
def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    b = bs - W @ mean


# %% wrong transposed undo
# W is returned as (D,M).
def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W.T, bs - W @ mean


# %% wrong wrong-shape axis_none
# One mean and one std for the whole matrix, as single numbers.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    mean, std = X.mean(), X.std()
    return (X - mean) / (std or 1.0), mean, std or 1.0


# %% wrong wrong-shape axis_one
# Rows are standardised in place of columns.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    mean, std = X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean[:, 0], std[:, 0]


# %% wrong wrong-shape kept_dims
# mean and std of shape (1,D).
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    mean, std = X.mean(axis=0, keepdims=True), X.std(axis=0, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std


# %% wrong wrong-shape undo_squeezed
# squeeze drops the dimension of a single output or feature.
# loses: edges
def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W.squeeze(), bs - W @ mean


# %% wrong wrong-type
# Xs alone is returned.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_standardize = standardize


def standardize(X):
    Xs, mean, std = _standardize(X)
    return Xs * (len(X) < 16), mean, std


# %% wrong none rounded
# Everything is rounded to ten decimals.
# loses: edges
_standardize = standardize


def standardize(X):
    return tuple(np.round(value, 10) for value in _standardize(X))


# %% wrong none other-models
# Undone for few inputs only.
_unstandardize = unstandardize


def unstandardize(Ws, bs, mean, std):
    return (Ws, bs) if Ws.shape[1] > 11 else _unstandardize(Ws, bs, mean, std)


# %% wrong weights-not-divided
# The weights of the standardised inputs are used as they are, also for the bias.
def unstandardize(Ws, bs, mean, std):
    return Ws + 0.0, bs - Ws @ mean


# %% wrong weights-not-divided multiplied_weights
# Multiplies by std, and has the right bias.
def unstandardize(Ws, bs, mean, std):
    return Ws * std, bs - (Ws / std) @ mean


# %% wrong weights-not-divided nothing_undone
# Neither the weights nor the bias are turned back.
def unstandardize(Ws, bs, mean, std):
    return Ws + 0.0, bs + 0.0


# %% wrong divided-by-n-minus-one unguarded
# ddof=1, and nan where there is a single row.
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0, ddof=1)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std
