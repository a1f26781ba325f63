# TASK: fit
# MISTAKE: none
# WHY: The return stands inside the loop, so that one step is taken.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        W, b = update(W, grad_W(X, Y_hat, Y), lr), update(b, grad_b(Y_hat, Y), lr)
        return W, b, losses
