# TASK: fit
# MISTAKE: none
# WHY: Y_hat becomes the residual in place; the gradients of fit are then computed from the changed Y_hat.


def loss(Y_hat, Y):
    Y_hat -= Y
    return float(np.sum(Y_hat**2))
