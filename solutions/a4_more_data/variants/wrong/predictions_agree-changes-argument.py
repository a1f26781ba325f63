# TASK: predictions_agree
# MISTAKE: changes-argument
# LOSES: edges
# WHY: Sorts the caller's X in place.

_right_agree = predictions_agree


def predictions_agree(X, Y_hat, tol=1e-9):
    answer = _right_agree(X, Y_hat, tol)
    X.sort(axis=0)
    return answer
