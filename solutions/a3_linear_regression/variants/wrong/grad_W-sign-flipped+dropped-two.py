# TASK: grad_W
# MISTAKE: sign-flipped+dropped-two
# WHY: Two factors at once: the sign and the 2.


def grad_W(X, Y_hat, Y):
    return (Y - Y_hat).T @ X
