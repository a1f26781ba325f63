# TASK: grad_b, fit
# MISTAKE: bias-averaged
# WHY: grad_b is wrong, and fit, which calls it, leaves out a step as well.


def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).mean(axis=0)


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs - 1):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses
