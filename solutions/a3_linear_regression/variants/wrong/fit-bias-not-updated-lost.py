# TASK: fit
# MISTAKE: bias-not-updated
# WHY: The updated bias goes into another name and is lost.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, B = update(W, dW, lr), update(b, db, lr)
    return W, b, losses
