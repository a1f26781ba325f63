# TASK: grad_b
# MISTAKE: dropped-two+bias-averaged
# WHY: Two factors at once: a mean, and the 2 is missing.


def grad_b(Y_hat, Y):
    return np.mean(Y_hat - Y, axis=0)
