# TASK: grad_W
# MISTAKE: none
# WHY: Always zero.


def grad_W(X, Y_hat, Y):
    return np.zeros((Y.shape[1], X.shape[1]))
