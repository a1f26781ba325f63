# TASK: fit
# MISTAKE: wrong-shape
# WHY: (b, W, losses), where (W, b, losses) is due.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return b, W, losses
