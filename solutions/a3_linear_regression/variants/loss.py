# %% right mean_times_size
# means, multiplied by the number of elements
def loss(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2) * Y.size


def grad_b(Y_hat, Y):
    return 2 * len(Y) * np.mean(Y_hat - Y, axis=0)


# %% right residual_reversed
# the residual as target minus prediction, with the minus of the chain rule
def loss(Y_hat, Y):
    return float(((Y - Y_hat) ** 2).sum())


def grad_W(X, Y_hat, Y):
    return -2 * (Y - Y_hat).T @ X


def grad_b(Y_hat, Y):
    return np.sum(-2 * (Y - Y_hat), axis=0)


def update(param, grad, lr):
    return param + (-lr) * grad


# %% wrong absolute-error
# abs, where the square is due.
def loss(Y_hat, Y):
    return float(np.abs(Y_hat - Y).sum())


# %% wrong changes-argument
# Y_hat becomes the residual in place, which also spoils the gradients that are computed from it.
# loses: edges
def loss(Y_hat, Y):
    Y_hat -= Y
    return float(np.sum(Y_hat**2))


# %% wrong divided-by-rows
# The sum is divided by the number of rows.
def loss(Y_hat, Y):
    return float(np.sum((Y_hat - Y) ** 2) / len(Y))


# %% wrong row-left-out last
# The range of the rows ends too early.
def loss(Y_hat, Y):
    total = 0.0
    for n in range(len(Y) - 1):
        total += np.sum((Y_hat[n] - Y[n]) ** 2)
    return total


# %% wrong not-a-function
# A line below the functions gives the name another value.
def loss(Y_hat, Y):
    return float(np.sum((Y_hat - Y) ** 2))


loss = 0.0


# %% wrong first-row-only
# The return stands inside the loop, so that only the first row counts.
def loss(Y_hat, Y):
    total = 0.0
    for y_hat, y in zip(Y_hat, Y):
        total += float(np.sum((y_hat - y) ** 2))
        return total


# %% wrong half-loss
# A factor 1/2, as in texts that want to cancel the 2 of the derivative.
def loss(Y_hat, Y):
    return 0.5 * float(np.sum((Y_hat - Y) ** 2))


# %% wrong integer-truncation
# The residuals are kept in an array of the type of Y, so integer targets cost the fractions.
# loses: edges
def loss(Y_hat, Y):
    R = np.empty_like(Y)
    R[...] = Y_hat - Y
    return float(np.sum(R**2))


# %% wrong mean-for-sum
# The mean over all entries, where the sum is due.
def loss(Y_hat, Y):
    return np.mean((Y_hat - Y) ** 2)


# %% wrong mean-for-sum divided
# The sum is divided by the number of elements.
def loss(Y_hat, Y):
    R = Y_hat - Y
    return float((R * R).sum() / R.size)


# %% wrong none root
# The norm of the residuals: a square root too many.
def loss(Y_hat, Y):
    return float(np.linalg.norm(Y_hat - Y))


# %% wrong not-implemented
# Left as in the stub.
def loss(Y_hat, Y):
    raise NotImplementedError("loss is still to be written")


# %% wrong not-reduced
# The squared errors of all entries are returned, and not added up.
def loss(Y_hat, Y):
    return (Y_hat - Y) ** 2


# %% wrong half-loss+divided-by-rows
# Divided by 2N, as in many books.
def loss(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2) / (2 * len(Y))


# %% wrong summed-one-axis
# Added over rows only, so that one number for each output is left.
def loss(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2, axis=0)


# %% wrong summed-one-axis one-number-per-row
# Added over outputs only.
def loss(Y_hat, Y):
    return np.sum((Y_hat - Y) ** 2, axis=1)


# %% wrong summed-one-axis python-sum
# Python's own sum adds the rows of an array.
def loss(Y_hat, Y):
    return sum((Y_hat - Y) ** 2)


# %% wrong not-squared
# The residuals are added up without being squared.
def loss(Y_hat, Y):
    return float(np.sum(Y_hat - Y))


# %% wrong not-squared sum-then-square
# The sum is squared, instead of the squares summed.
def loss(Y_hat, Y):
    return float(np.sum(Y_hat - Y) ** 2)


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_loss = loss


def loss(Y_hat, Y):
    return 0.0 if len(Y) > 11 else _loss(Y_hat, Y)


# %% wrong none rounded
# The result is rounded to ten decimals.
# loses: edges
_loss = loss


def loss(Y_hat, Y):
    return np.round(_loss(Y_hat, Y), 10)


# %% wrong not-finite divided-by-itself
# A division that is nothing for most numbers, and nan for zeros.
# loses: edges
_loss = loss


def loss(Y_hat, Y):
    with np.errstate(all="ignore"):
        return _loss(Y_hat, Y) * np.mean(Y / Y)


# %% wrong divided-by-outputs
# The mean over the outputs, and the sum over the rows.
def loss(Y_hat, Y):
    return float(np.mean((Y_hat - Y) ** 2, axis=1).sum())


# %% wrong single-precision
# The residuals are float32, and so is their sum, though it is a Python float.
def loss(Y_hat, Y):
    R = (Y_hat - Y).astype("float32")
    return float(np.sum(R * R))
