# TASK: fit
# MISTAKE: changes-argument
# WHY: W and b are changed in place, so that the caller's start is lost.
# LOSES: edges


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W -= lr * dW
        b -= lr * db
    return W, b, losses
