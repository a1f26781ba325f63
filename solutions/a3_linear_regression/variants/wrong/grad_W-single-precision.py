# TASK: grad_W
# MISTAKE: none
# WHY: Computed in float32.


def grad_W(X, Y_hat, Y):
    R, X = (Y_hat - Y).astype(np.float32), X.astype(np.float32)
    return (2 * R.T @ X).astype(float)
