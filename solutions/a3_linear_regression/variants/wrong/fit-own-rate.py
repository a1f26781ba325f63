# TASK: fit
# MISTAKE: learning-rate-ignored
# WHY: The learning rate of the notebook is written into the loop.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, 1e-5), update(b, db, 1e-5)
    return W, b, losses
