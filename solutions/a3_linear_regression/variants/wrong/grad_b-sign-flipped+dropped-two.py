# TASK: grad_b
# MISTAKE: sign-flipped+dropped-two
# WHY: Two factors at once: the sign and the 2.


def grad_b(Y_hat, Y):
    return np.sum(Y - Y_hat, axis=0)
