# TASK: grad_b
# MISTAKE: sign-flipped
# WHY: Target minus prediction, without the minus of the chain rule.


def grad_b(Y_hat, Y):
    return 2 * (Y - Y_hat).sum(axis=0)
