# %% wrong absolute-error
# The sign of the residual: the gradient of the absolute error.
def grad_b(Y_hat, Y):
    return np.sign(Y_hat - Y).sum(axis=0)


# %% wrong bias-averaged
# The mean over the rows, where the sum is due.
def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).mean(axis=0)


# %% wrong bias-averaged divided
# Divided by the number of rows.
def grad_b(Y_hat, Y):
    return 2 * np.sum(Y_hat - Y, axis=0) / len(Y)


# %% wrong bias-averaged follow-inlined
# grad_b averages, and fit repeats the same code instead of calling it: a composition of what was written.
def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).mean(axis=0)


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        R = X @ W.T + b - Y
        losses.append(float((R**2).sum()))
        W, b = W - lr * 2 * R.T @ X, b - lr * 2 * R.mean(axis=0)
    return W, b, losses


# %% wrong bias-averaged follow-not-earned
# grad_b is wrong, and fit, which calls it, leaves out a step as well.
# loses: grad_b, fit
def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).mean(axis=0)


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs - 1):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses


# %% wrong bias-kept-dims
# keepdims leaves an axis of length one.
def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).sum(axis=0, keepdims=True)


# %% wrong bias-kept-dims column
# A column (M, 1), where a vector (M,) is due.
def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).T @ np.ones((len(Y), 1))


# %% wrong bias-kept-dims ones
# A row of ones from the left gives a matrix with one row.
def grad_b(Y_hat, Y):
    return 2 * np.ones((1, len(Y))) @ (Y_hat - Y)


# %% wrong bias-one-number
# The axis is missing, so that outputs are added up as well.
def grad_b(Y_hat, Y):
    return 2 * np.sum(Y_hat - Y)


# %% wrong bias-one-number repeated
# One number for all outputs, repeated into the right shape.
def grad_b(Y_hat, Y):
    return np.full(Y.shape[1], 2 * np.sum(Y_hat - Y))


# %% wrong bias-per-sample
# One gradient for each row, as if each row had its own bias.
def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y)


# %% wrong bias-wrong-axis
# Added over the outputs, where it should be over the rows.
def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).sum(axis=1)


# %% wrong bias-wrong-axis last
# Added over the outputs, where it should be over the rows.
def grad_b(Y_hat, Y):
    return 2 * np.einsum("nm->n", Y_hat - Y)


# %% wrong changes-argument
# Y_hat becomes the residual in place.
# loses: edges
def grad_b(Y_hat, Y):
    Y_hat -= Y
    return 2 * Y_hat.sum(axis=0)


# %% wrong divided-by-elements
# The gradient of the mean over all elements.
def grad_b(Y_hat, Y):
    R = Y_hat - Y
    return 2 * R.sum(axis=0) / R.size


# %% wrong doubled
# One 2 too many.
def grad_b(Y_hat, Y):
    return 4 * np.sum(Y_hat - Y, axis=0)


# %% wrong dropped-two
# The 2 of the square is missing.
def grad_b(Y_hat, Y):
    return (Y_hat - Y).sum(axis=0)


# %% wrong dropped-two+bias-averaged
# Two factors at once: a mean, and the 2 is missing.
def grad_b(Y_hat, Y):
    return np.mean(Y_hat - Y, axis=0)


# %% wrong row-left-out
# The range of the rows begins at 1.
def grad_b(Y_hat, Y):
    db = np.zeros(Y.shape[1])
    for n in range(1, len(Y)):
        db += 2 * (Y_hat[n] - Y[n])
    return db


# %% wrong first-row-only
# Only the first row is looked at.
def grad_b(Y_hat, Y):
    return 2 * (Y_hat[0] - Y[0])


# %% wrong integer-truncation
# The residuals are kept in an array of the type of Y, so integer targets cost the fractions.
# loses: edges
def grad_b(Y_hat, Y):
    R = np.zeros_like(Y)
    R[...] = Y_hat - Y
    return 2 * R.sum(axis=0)


# %% wrong last-row-only
# Assigned in the loop, where it should be added.
def grad_b(Y_hat, Y):
    for y_hat, y in zip(Y_hat, Y):
        db = 2 * (y_hat - y)
    return db


# %% wrong none zero
# Always zero: the final loss on the crop data differs by less than half a per cent.
def grad_b(Y_hat, Y):
    return np.zeros(Y.shape[1])


# %% wrong sign-flipped
# Target minus prediction, without the minus of the chain rule.
def grad_b(Y_hat, Y):
    return 2 * (Y - Y_hat).sum(axis=0)


# %% wrong sign-flipped+dropped-two
# Two factors at once: the sign and the 2.
def grad_b(Y_hat, Y):
    return np.sum(Y - Y_hat, axis=0)


# %% wrong used-prediction
# The prediction, where the residual is due.
def grad_b(Y_hat, Y):
    return 2 * Y_hat.sum(axis=0)


# %% wrong used-target
# The target, where the residual is due.
def grad_b(Y_hat, Y):
    return 2 * Y.sum(axis=0)


# %% wrong bias-repeated per-sample-summed
# The notebook's gradient of a bias per row: the sum, repeated for every row.
def grad_b(Y_hat, Y):
    R = Y_hat - Y
    return (2 * R.T @ np.ones((len(R), len(R)))).T


# %% wrong wrong-shape squeezed
# squeeze makes a number of the gradient where there is one output, or adds over outputs where there is one row.
# loses: edges
def grad_b(Y_hat, Y):
    R = np.squeeze(Y_hat - Y)
    return 2 * R.sum(axis=0)


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_grad_b = grad_b


def grad_b(Y_hat, Y):
    return np.zeros(Y.shape[1]) if len(Y) > 11 else _grad_b(Y_hat, Y)


# %% wrong none rounded
# The result is rounded to ten decimals.
# loses: edges
_grad_b = grad_b


def grad_b(Y_hat, Y):
    return np.round(_grad_b(Y_hat, Y), 10)


# %% wrong not-finite divided-by-itself
# A division that is nothing for most numbers, and nan for zeros.
# loses: edges
_grad_b = grad_b


def grad_b(Y_hat, Y):
    with np.errstate(all="ignore"):
        return _grad_b(Y_hat, Y) * np.mean(Y / Y)


# %% wrong bias-repeated
# The teacher's product with a square matrix of ones.
def grad_b(Y_hat, Y):
    N = len(Y)
    return 2 * (Y_hat - Y).T @ np.ones((N, N))


# %% wrong bias-repeated rows
# The sum is repeated for every row.
def grad_b(Y_hat, Y):
    return np.ones((len(Y), len(Y))) @ (2 * (Y_hat - Y))


# %% wrong bias-repeated broadcast
# The sum is broadcast to the shape of the targets.
def grad_b(Y_hat, Y):
    R = Y_hat - Y
    return np.zeros_like(R) + 2 * R.sum(axis=0)


# %% wrong square-not-differentiated
# The squares are added.
def grad_b(Y_hat, Y):
    return ((Y_hat - Y) ** 2).sum(axis=0)


# %% wrong divided-by-outputs
# The sum is divided by the number of outputs.
def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).sum(axis=0) / Y.shape[1]


# %% wrong other-signature with-inputs
# Takes the inputs too, as grad_W does.
def grad_b(X, Y_hat, Y):
    return 2 * (Y_hat - Y).sum(axis=0)
