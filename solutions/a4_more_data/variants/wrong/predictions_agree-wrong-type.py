# TASK: predictions_agree
# MISTAKE: wrong-type
# WHY: Returns a word for the truth value.

_right_agree = predictions_agree


def predictions_agree(X, Y_hat, tol=1e-9):
    return str(_right_agree(X, Y_hat, tol))
