# TASK: fit
# MISTAKE: none
# WHY: dW is computed after b was changed: the stale gradient the other way round.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        b = update(b, grad_b(Y_hat, Y), lr)
        W = update(W, grad_W(X, forward(X, W, b), Y), lr)
    return W, b, losses
