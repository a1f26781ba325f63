# TASK: fit
# MISTAKE: one-step-long
# WHY: The loop takes one step more than asked.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs + 1):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses
