# TASK: fit
# MISTAKE: one-step-short
# WHY: All losses are noted, but the last step is left out.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for t in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        if t == epochs - 1:
            break
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses
