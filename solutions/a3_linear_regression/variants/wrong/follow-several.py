# TASK: forward, loss, grad_W, grad_b, update
# MISTAKE: bias-omitted
# WHY: Five functions are wrong, and fit is the right composition of them.


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
