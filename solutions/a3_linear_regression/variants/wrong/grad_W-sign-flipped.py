# TASK: grad_W
# MISTAKE: sign-flipped
# WHY: Target minus prediction, without the minus of the chain rule.


def grad_W(X, Y_hat, Y):
    return 2 * (Y - Y_hat).T @ X
