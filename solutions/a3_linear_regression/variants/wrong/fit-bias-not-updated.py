# TASK: fit
# MISTAKE: bias-not-updated
# WHY: b stays at its start.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W = update(W, dW, lr)
    return W, b, losses
