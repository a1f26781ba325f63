# TASK: grad_W
# MISTAKE: sign-flipped
# WHY: Target minus prediction, without the minus of the chain rule.


def grad_W(X, Y_hat, Y):
    dW = np.zeros((Y.shape[1], X.shape[1]))
    for x, y_hat, y in zip(X, Y_hat, Y):
        dW -= 2 * np.outer(y_hat - y, x)
    return dW
