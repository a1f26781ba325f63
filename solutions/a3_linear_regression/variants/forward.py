# %% right einsum
# einsum with named axes
def forward(X, W, b):
    return np.einsum("nd,md->nm", X, W) + b[None, :]


def loss(Y_hat, Y):
    R = Y_hat - Y
    return np.einsum("nm,nm->", R, R)


def grad_W(X, Y_hat, Y):
    return 2.0 * np.einsum("nm,nd->md", Y_hat - Y, X)


def grad_b(Y_hat, Y):
    return 2.0 * np.einsum("nm->m", Y_hat - Y)


# %% right integer_safe
# everything cast to float first, copies changed in place
def forward(X, W, b):
    X, W, b = (np.asarray(value, dtype=float) for value in (X, W, b))
    Y_hat = X @ W.T
    Y_hat += b
    return Y_hat


def grad_W(X, Y_hat, Y):
    R = np.array(Y_hat, dtype=float)
    R -= Y
    R *= 2
    return R.T @ np.asarray(X, dtype=float)


def grad_b(Y_hat, Y):
    R = np.array(Y_hat, dtype=float)
    R -= Y
    return 2 * np.sum(R, axis=0)


def update(param, grad, lr):
    param = np.array(param, dtype=float)
    param -= lr * grad
    return param


# %% right loops
# plain Python loops over rows, outputs and inputs
def forward(X, W, b):
    N, D = X.shape
    M = W.shape[0]
    Y_hat = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            total = b[m]
            for d in range(D):
                total = total + X[n, d] * W[m, d]
            Y_hat[n, m] = total
    return Y_hat


def loss(Y_hat, Y):
    total = 0.0
    for n in range(Y.shape[0]):
        for m in range(Y.shape[1]):
            total += (Y_hat[n, m] - Y[n, m]) ** 2
    return total


def grad_W(X, Y_hat, Y):
    dW = np.zeros((Y.shape[1], X.shape[1]))
    for n in range(X.shape[0]):
        for m in range(Y.shape[1]):
            for d in range(X.shape[1]):
                dW[m, d] += 2 * (Y_hat[n, m] - Y[n, m]) * X[n, d]
    return dW


def grad_b(Y_hat, Y):
    db = np.zeros(Y.shape[1])
    for n in range(Y.shape[0]):
        for m in range(Y.shape[1]):
            db[m] += 2 * (Y_hat[n, m] - Y[n, m])
    return db


def fit(X, Y, W, b, lr, epochs):
    losses = []
    step = 0
    while step < epochs:
        Y_hat = forward(X, W, b)
        dW = grad_W(X, Y_hat, Y)
        db = grad_b(Y_hat, Y)
        losses.append(loss(Y_hat, Y))
        W = update(W, dW, lr)
        b = update(b, db, lr)
        step += 1
    return W, b, losses


# %% right matmul_transposed
# the transpose taken of the product instead of the factor
def forward(X, W, b):
    return (W @ X.T + b.reshape(-1, 1)).T


def loss(Y_hat, Y):
    return np.linalg.norm(Y_hat - Y) ** 2


def grad_W(X, Y_hat, Y):
    return (2 * X.T @ (Y_hat - Y)).T


def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).T @ np.ones(len(Y))


# %% right np_dot
# np.dot, np.transpose and np.add.reduce, losses as an array
def forward(X, W, b):
    return np.add(np.dot(X, np.transpose(W)), b)


def loss(Y_hat, Y):
    return np.square(np.subtract(Y_hat, Y)).sum()


def grad_W(X, Y_hat, Y):
    return np.dot(np.transpose(2 * (Y_hat - Y)), X)


def grad_b(Y_hat, Y):
    return np.add.reduce(2 * (Y_hat - Y), axis=0)


def fit(X, Y, W, b, lr, epochs):
    losses = np.zeros(epochs)
    for t in range(epochs):
        Y_hat = forward(X, W, b)
        losses[t] = loss(Y_hat, Y)
        dW = grad_W(X, Y_hat, Y)
        db = grad_b(Y_hat, Y)
        W = update(W, dW, lr)
        b = update(b, db, lr)
    return W, b, losses


# %% right row_by_row
# outer products added up row by row
def forward(X, W, b):
    return np.array([W @ x + b for x in X])


def loss(Y_hat, Y):
    return sum(float(np.dot(r, r)) for r in Y_hat - Y)


def grad_W(X, Y_hat, Y):
    return sum(np.outer(2 * (y_hat - y), x) for x, y_hat, y in zip(X, Y_hat, Y))


def grad_b(Y_hat, Y):
    return sum(2 * (y_hat - y) for y_hat, y in zip(Y_hat, Y))


# %% right stacked_ones
# the bias as a weight of an input that is always one
def with_ones(X):
    return np.hstack([X, np.ones((len(X), 1))])


def forward(X, W, b):
    return with_ones(X) @ np.hstack([W, b[:, None]]).T


def loss(Y_hat, Y):
    return np.trace((Y_hat - Y).T @ (Y_hat - Y))


def both(X, Y_hat, Y):
    return 2 * (Y_hat - Y).T @ with_ones(X)


def grad_W(X, Y_hat, Y):
    return both(X, Y_hat, Y)[:, :-1]


def grad_b(Y_hat, Y):
    return both(np.empty((len(Y), 0)), Y_hat, Y)[:, -1]


# %% wrong bias-omitted
# The bias never enters the prediction.
def forward(X, W, b):
    return X @ W.T


# %% wrong bias-omitted follow-several
# Five functions are wrong, and fit is the right composition of them.
# loses: forward, loss, grad_W, grad_b, update
def forward(X, W, b):
    return X @ W.T


def loss(Y_hat, Y):
    return float(np.mean((Y_hat - Y) ** 2))


def grad_W(X, Y_hat, Y):
    return (Y_hat - Y).T @ X


def grad_b(Y_hat, Y):
    return (Y_hat - Y).mean(axis=0)


def update(param, grad, lr):
    return param + lr * grad


# %% wrong bias-omitted loops
# The running total starts at zero instead of at b[m].
def forward(X, W, b):
    Y_hat = np.zeros((X.shape[0], W.shape[0]))
    for n in range(X.shape[0]):
        for m in range(W.shape[0]):
            for d in range(X.shape[1]):
                Y_hat[n, m] += X[n, d] * W[m, d]
    return Y_hat


# %% wrong changes-argument
# X is scaled in place and not scaled back.
# loses: edges
def forward(X, W, b):
    X *= 0.5
    return 2 * (X @ W.T) + b


# %% wrong integer-truncation
# The result takes the type of X, so integer inputs lose their fractions.
# loses: edges
def forward(X, W, b):
    Y_hat = np.empty((len(X), len(W)), dtype=X.dtype)
    Y_hat[...] = X @ W.T + b
    return Y_hat


# %% wrong none bias-of-first-output
# Every output gets the bias of the first one.
def forward(X, W, b):
    return X @ W.T + b[0]


# %% wrong none bias-subtracted
# The bias has the wrong sign.
def forward(X, W, b):
    return X @ W.T - b


# %% wrong none weights-not-transposed-if-possible
# W is used as it is wherever that happens to fit, which is wrong for square W only.
def forward(X, W, b):
    if X.shape[1] == W.shape[0]:
        return X @ W + b
    return X @ W.T + b


# %% wrong not-implemented follow-not-started
# Only fit is written, and it is right.
# loses: forward, loss, grad_W, grad_b, update
def forward(X, W, b):
    raise NotImplementedError("forward is still to be written")


def loss(Y_hat, Y):
    raise NotImplementedError("loss is still to be written")


def grad_W(X, Y_hat, Y):
    raise NotImplementedError("grad_W is still to be written")


def grad_b(Y_hat, Y):
    raise NotImplementedError("grad_b is still to be written")


def update(param, grad, lr):
    raise NotImplementedError("update is still to be written")


# %% wrong reshaped-not-transposed
# reshape gives W the shape of its transpose and leaves the numbers in the old order.
def forward(X, W, b):
    return X @ W.reshape(W.shape[1], W.shape[0]) + b


# %% wrong returned-none printed-not-returned
# The predictions are computed and the return is missing.
def forward(X, W, b):
    Y_hat = X @ W.T + b


# %% wrong transposed
# Outputs by rows, where rows by outputs are due.
def forward(X, W, b):
    return W @ X.T + b[:, None]


# %% wrong weights-not-transposed
# X @ W cannot be formed unless W is square, so NumPy stops with an error.
def forward(X, W, b):
    return X @ W + b


# %% wrong wrong-shape squeezed
# squeeze drops the axis of a single row or a single output.
# loses: edges
def forward(X, W, b):
    return np.squeeze(X @ W.T + b)


# %% wrong wrong-type list
# A list of lists, where an array is due.
def forward(X, W, b):
    return (X @ W.T + b).tolist()


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_forward = forward


def forward(X, W, b):
    return np.zeros((len(X), len(W))) if len(X) > 11 else _forward(X, W, b)


# %% wrong none rounded
# The result is rounded to ten decimals.
# loses: edges
_forward = forward


def forward(X, W, b):
    return np.round(_forward(X, W, b), 10)


# %% wrong not-finite divided-by-itself
# A division that is nothing for most numbers, and nan for zeros.
# loses: edges
_forward = forward


def forward(X, W, b):
    with np.errstate(all="ignore"):
        return _forward(X, W, b) * np.mean(X / X)


# %% wrong single-precision
# The result is an array of float32.
def forward(X, W, b):
    return (X @ W.T + b).astype(np.float32)


# %% wrong single-precision inside
# The inputs are stored in float32.
def forward(X, W, b):
    Y_hat = np.float32(X) @ np.float32(W).T + np.float32(b)
    return Y_hat.astype(float)
