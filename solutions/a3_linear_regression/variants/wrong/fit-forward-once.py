# TASK: fit
# MISTAKE: none
# WHY: The forward pass stands before the loop, so every step uses the first predictions.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    Y_hat = forward(X, W, b)
    for _ in range(epochs):
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses
