# TASK: grad_W
# MISTAKE: dropped-two
# WHY: The 2 of the square is missing.


def grad_W(X, Y_hat, Y):
    return np.einsum("nm,nd->md", Y_hat - Y, X)
