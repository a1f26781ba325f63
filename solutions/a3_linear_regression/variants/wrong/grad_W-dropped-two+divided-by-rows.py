# TASK: grad_W
# MISTAKE: dropped-two+divided-by-rows
# WHY: Two factors at once: the 2 is missing and a 1/N is there.


def grad_W(X, Y_hat, Y):
    return (Y_hat - Y).T @ X / X.shape[0]
