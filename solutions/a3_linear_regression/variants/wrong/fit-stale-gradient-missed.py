# TASK: fit
# MISTAKE: stale-gradient-missed
# WHY: db is computed from a new forward pass, after W was changed.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        W = update(W, grad_W(X, Y_hat, Y), lr)
        b = update(b, grad_b(forward(X, W, b), Y), lr)
    return W, b, losses
