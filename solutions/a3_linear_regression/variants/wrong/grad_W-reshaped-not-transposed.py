# TASK: grad_W
# MISTAKE: reshaped-not-transposed
# WHY: (D, M) reshaped into (M, D): the right shape, the numbers in the wrong places.


def grad_W(X, Y_hat, Y):
    dW = 2 * X.T @ (Y_hat - Y)
    return dW.reshape(Y.shape[1], X.shape[1])
