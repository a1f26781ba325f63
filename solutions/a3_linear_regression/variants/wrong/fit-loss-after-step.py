# TASK: fit
# MISTAKE: loss-after-step
# WHY: The loss is noted after the update, not before it.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
        losses.append(loss(forward(X, W, b), Y))
    return W, b, losses
