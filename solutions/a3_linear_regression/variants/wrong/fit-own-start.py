# TASK: fit
# MISTAKE: none
# WHY: The starting values are drawn anew, and those given are ignored.


def fit(X, Y, W, b, lr, epochs):
    rng = np.random.default_rng(0)
    W, b = rng.random(W.shape), rng.random(b.shape)
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses
