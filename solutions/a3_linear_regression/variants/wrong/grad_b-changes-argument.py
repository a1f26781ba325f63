# TASK: grad_b
# MISTAKE: changes-argument
# WHY: Y_hat becomes the residual in place.
# LOSES: edges


def grad_b(Y_hat, Y):
    Y_hat -= Y
    return 2 * Y_hat.sum(axis=0)
