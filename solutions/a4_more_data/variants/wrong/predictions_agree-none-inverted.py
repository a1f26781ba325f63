# TASK: predictions_agree
# MISTAKE: none
# WHY: True and False are exchanged.

_right_agree = predictions_agree


def predictions_agree(X, Y_hat, tol=1e-9):
    return not _right_agree(X, Y_hat, tol)
