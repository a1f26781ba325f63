# TASK: fit
# MISTAKE: none
# WHY: The loop is left when the loss grows, so a run that diverges is cut short.
# LOSES: edges


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
        dW, db = grad_W(X, Y_hat, Y), grad_b(Y_hat, Y)
        W, b = update(W, dW, lr), update(b, db, lr)
    return W, b, losses
