# TASK: fit
# MISTAKE: ascent
# WHY: Y and Y_hat change places in the calls of the gradients.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y, Y_hat), grad_b(Y, Y_hat)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses
