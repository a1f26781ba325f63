# TASK: predictions_agree
# MISTAKE: none
# LOSES: edges
# WHY: The tolerance of the caller is ignored.

_right_agree = predictions_agree


def predictions_agree(X, Y_hat, tol=1e-9):
    return _right_agree(X, Y_hat, 1e-9)
