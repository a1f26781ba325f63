# TASK: fit
# MISTAKE: integer-truncation
# WHY: W and b keep the type of their start, so integers stay integers.
# LOSES: edges


def fit(X, Y, W, b, lr, epochs):
    W, b, losses = W.copy(), b.copy(), []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W[...], b[...] = update(W, dW, lr), update(b, db, lr)
    return W, b, losses
