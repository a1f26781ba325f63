# TASK: predictions_agree
# MISTAKE: none
# WHY: Wants the same prediction for every row.


def predictions_agree(X, Y_hat, tol=1e-9):
    return bool(np.ptp(Y_hat, axis=0).max() <= tol)
