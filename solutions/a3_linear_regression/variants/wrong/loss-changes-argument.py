# TASK: loss
# MISTAKE: changes-argument
# WHY: Y_hat becomes the residual in place, which also spoils the gradients that are computed from it.
# LOSES: edges


def loss(Y_hat, Y):
    Y_hat -= Y
    return float(np.sum(Y_hat**2))
