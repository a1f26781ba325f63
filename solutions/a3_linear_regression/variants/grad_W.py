# %% right loops_with_a_helper
# Loops over all entries that call a helper of their own for each residual.
def residual(Y_hat, Y, n, m):
    return Y_hat[n, m] - Y[n, m]


def grad_W(X, Y_hat, Y):
    dW = np.zeros((Y.shape[1], X.shape[1]))
    for m in range(dW.shape[0]):
        for d in range(dW.shape[1]):
            for n in range(len(X)):
                dW[m, d] += 2 * residual(Y_hat, Y, n, m) * X[n, d]
    return dW


# %% wrong absolute-error
# The sign of the residual: the gradient of the absolute error.
def grad_W(X, Y_hat, Y):
    return np.sign(Y_hat - Y).T @ X


# %% wrong changes-argument
# Y_hat becomes the residual in place, which also spoils the db that is computed after it.
# loses: edges
def grad_W(X, Y_hat, Y):
    Y_hat -= Y
    return 2 * Y_hat.T @ X


# %% wrong divided-by-elements
# Divided by the number of elements: the gradient of the mean.
def grad_W(X, Y_hat, Y):
    R = Y_hat - Y
    return 2 / R.size * R.T @ X


# %% wrong divided-by-rows
# Divided by the number of rows, though the loss is a sum.
def grad_W(X, Y_hat, Y):
    return 2 * (Y_hat - Y).T @ X / len(X)


# %% wrong doubled
# One 2 too many.
def grad_W(X, Y_hat, Y):
    R = 2 * (Y_hat - Y)
    return 2 * R.T @ X


# %% wrong dropped-two
# The 2 of the square is missing.
def grad_W(X, Y_hat, Y):
    return (Y_hat - Y).T @ X


# %% wrong dropped-two+divided-by-rows
# Two factors at once: the 2 is missing and a 1/N is there.
def grad_W(X, Y_hat, Y):
    return (Y_hat - Y).T @ X / X.shape[0]


# %% wrong dropped-two einsum
# The 2 of the square is missing.
def grad_W(X, Y_hat, Y):
    return np.einsum("nm,nd->md", Y_hat - Y, X)


# %% wrong first-row-only
# The return stands inside the loop.
def grad_W(X, Y_hat, Y):
    for x, r in zip(X, Y_hat - Y):
        return 2 * np.outer(r, x)


# %% wrong inputs-forgotten
# The residuals, repeated for each input, and no X.
def grad_W(X, Y_hat, Y):
    r = 2 * (Y_hat - Y).sum(axis=0)
    return np.repeat(r[:, None], X.shape[1], axis=1)


# %% wrong inputs-forgotten ones
# Ones in the place of X.
def grad_W(X, Y_hat, Y):
    return 2 * (Y_hat - Y).T @ np.ones_like(X)


# %% wrong integer-truncation
# The sum is kept in an array of the type of X, so integer inputs cost the fractions.
# loses: edges
def grad_W(X, Y_hat, Y):
    dW = np.zeros((Y.shape[1], X.shape[1]), dtype=X.dtype)
    dW[...] = 2 * (Y_hat - Y).T @ X
    return dW


# %% wrong keeps-state
# A counter that outlives the call scales the result, by too little for the comparison.
calls = []


def grad_W(X, Y_hat, Y):
    calls.append(1)
    return 2 * (Y_hat - Y).T @ X * (1 + 5e-9 * len(calls))


# %% wrong last-row-only
# Assigned in the loop, where it should be added.
def grad_W(X, Y_hat, Y):
    for x, r in zip(X, Y_hat - Y):
        dW = 2 * np.outer(r, x)
    return dW


# %% wrong none noise
# The right gradient with a little noise on it, the same noise every time.
def grad_W(X, Y_hat, Y):
    dW = 2 * (Y_hat - Y).T @ X
    return dW + 1e-3 * np.random.default_rng(0).standard_normal(dW.shape)


# %% wrong none numeric-too-coarse
# A one-sided difference with a large step, as a shortcut around the chain rule.
def grad_W(X, Y_hat, Y):
    h = 1e-3
    dW = np.zeros((Y.shape[1], X.shape[1]))
    for m in range(Y.shape[1]):
        for d in range(X.shape[1]):
            shifted = Y_hat.astype(float)
            shifted[:, m] += h * X[:, d]
            dW[m, d] = (np.sum((shifted - Y) ** 2) - np.sum((Y_hat - Y) ** 2)) / h
    return dW


# %% wrong none off-by-a-millionth
# A factor of 1 + 1e-6, as single precision would be glad of.
def grad_W(X, Y_hat, Y):
    return 2.000002 * (Y_hat - Y).T @ X


# %% wrong none off-by-a-thousandth
# A factor of 1.001.
def grad_W(X, Y_hat, Y):
    return 2.002 * (Y_hat - Y).T @ X


# %% wrong none one-entry
# The last entry is left out by a loop that ends too early.
def grad_W(X, Y_hat, Y):
    dW = 2.0 * (Y_hat - Y).T @ X
    dW[-1, -1] = 0
    return dW


# %% wrong none right-for-five-rows
# Right for the crop data only: other numbers of rows are padded or cut to five.
def grad_W(X, Y_hat, Y):
    R = np.zeros((5, Y.shape[1]))
    R[: len(Y)] = (Y_hat - Y)[:5]
    Z = np.zeros((5, X.shape[1]))
    Z[: len(X)] = X[:5]
    return 2 * R.T @ Z


# %% wrong single-precision casts
# Computed in float32.
def grad_W(X, Y_hat, Y):
    R, X = (Y_hat - Y).astype(np.float32), X.astype(np.float32)
    return (2 * R.T @ X).astype(float)


# %% wrong none zero
# Always zero.
def grad_W(X, Y_hat, Y):
    return np.zeros((Y.shape[1], X.shape[1]))


# %% wrong not-deterministic
# Noise from a generator without a seed, too small for the comparison.
def grad_W(X, Y_hat, Y):
    dW = 2 * (Y_hat - Y).T @ X
    return dW * (1 + 2e-8 * np.random.default_rng().uniform(-1, 1))


# %% wrong reshaped-not-transposed
# (D, M) reshaped into (M, D): the right shape, the numbers in the wrong places.
def grad_W(X, Y_hat, Y):
    dW = 2 * X.T @ (Y_hat - Y)
    return dW.reshape(Y.shape[1], X.shape[1])


# %% wrong row-left-out
# The range of the rows begins at 1.
def grad_W(X, Y_hat, Y):
    dW = np.zeros((Y.shape[1], X.shape[1]))
    for n in range(1, len(X)):
        dW += 2 * np.outer(Y_hat[n] - Y[n], X[n])
    return dW


# %% wrong row-left-out last
# The range of the rows ends too early.
def grad_W(X, Y_hat, Y):
    dW = np.zeros((Y.shape[1], X.shape[1]))
    for n in range(len(X) - 1):
        dW += 2 * np.outer(Y_hat[n] - Y[n], X[n])
    return dW


# %% wrong sign-flipped
# Target minus prediction, without the minus of the chain rule.
def grad_W(X, Y_hat, Y):
    return 2 * (Y - Y_hat).T @ X


# %% wrong sign-flipped+dropped-two
# Two factors at once: the sign and the 2.
def grad_W(X, Y_hat, Y):
    return (Y - Y_hat).T @ X


# %% wrong sign-flipped loops
# Target minus prediction, without the minus of the chain rule.
def grad_W(X, Y_hat, Y):
    dW = np.zeros((Y.shape[1], X.shape[1]))
    for x, y_hat, y in zip(X, Y_hat, Y):
        dW -= 2 * np.outer(y_hat - y, x)
    return dW


# %% wrong transposed
# The factors are in the other order, so (D, M) comes out.
def grad_W(X, Y_hat, Y):
    return 2 * X.T @ (Y_hat - Y)


# %% wrong used-prediction
# The prediction, where the residual is due.
def grad_W(X, Y_hat, Y):
    return 2 * Y_hat.T @ X


# %% wrong used-target
# The target, where the residual is due.
def grad_W(X, Y_hat, Y):
    return 2 * Y.T @ X


# %% wrong wrong-shape squeezed
# squeeze drops an axis of length one.
# loses: edges
def grad_W(X, Y_hat, Y):
    return np.squeeze(2 * (Y_hat - Y).T @ X)


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_grad_W = grad_W


def grad_W(X, Y_hat, Y):
    return np.zeros((Y.shape[1], X.shape[1])) if len(X) > 11 else _grad_W(X, Y_hat, Y)


# %% wrong none rounded
# The result is rounded to ten decimals.
# loses: edges
_grad_W = grad_W


def grad_W(X, Y_hat, Y):
    return np.round(_grad_W(X, Y_hat, Y), 10)


# %% wrong not-finite divided-by-itself
# A division that is nothing for most numbers, and nan for zeros.
# loses: edges
_grad_W = grad_W


def grad_W(X, Y_hat, Y):
    with np.errstate(all="ignore"):
        return _grad_W(X, Y_hat, Y) * np.mean(X / X)


# %% wrong square-not-differentiated
# The squared residual meets the inputs.
def grad_W(X, Y_hat, Y):
    return ((Y_hat - Y) ** 2).T @ X


# %% wrong square-not-differentiated two
# The 2 stands in front, and the power stays.
def grad_W(X, Y_hat, Y):
    return 2 * np.einsum("nm,nd->md", np.square(Y_hat - Y), X)


# %% wrong square-not-differentiated reversed
# The 2 stands in front, the power stays, and the inner derivative is there.
def grad_W(X, Y_hat, Y):
    return -2 * ((Y - Y_hat) ** 2).T @ X


# %% wrong divided-by-outputs
# The sum over the outputs is taken for a mean.
def grad_W(X, Y_hat, Y):
    return 2 * (Y_hat - Y).T @ X / Y.shape[1]


# %% wrong divided-by-outputs slope
# The residual is averaged over the outputs.
def grad_W(X, Y_hat, Y):
    slope = 2 * (Y_hat - Y) / len(Y[0])
    return slope.T @ X


# %% wrong single-precision
# The result is put into an array of float32.
def grad_W(X, Y_hat, Y):
    dW = np.zeros((Y.shape[1], X.shape[1]), dtype=np.float32)
    for n in range(len(X)):
        dW += 2 * np.outer(Y_hat[n] - Y[n], X[n])
    return dW


# %% wrong other-signature residual
# Takes the residual in place of prediction and target.
def grad_W(X, error):
    return 2 * error.T @ X
