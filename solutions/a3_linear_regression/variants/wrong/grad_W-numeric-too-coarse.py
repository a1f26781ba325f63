# TASK: grad_W
# MISTAKE: none
# WHY: A one-sided difference with a large step, as a shortcut around the chain rule.


def grad_W(X, Y_hat, Y):
    h = 1e-3
    dW = np.zeros((Y.shape[1], X.shape[1]))
    for m in range(Y.shape[1]):
        for d in range(X.shape[1]):
            shifted = Y_hat.astype(float)
            shifted[:, m] += h * X[:, d]
            dW[m, d] = (np.sum((shifted - Y) ** 2) - np.sum((Y_hat - Y) ** 2)) / h
    return dW
