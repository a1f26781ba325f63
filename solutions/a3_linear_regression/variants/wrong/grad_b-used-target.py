# TASK: grad_b
# MISTAKE: used-target
# WHY: The target, where the residual is due.


def grad_b(Y_hat, Y):
    return 2 * Y.sum(axis=0)
