# TASK: fit
# MISTAKE: wrong-type
# WHY: One loss, where the list of all is due.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses[-1]
