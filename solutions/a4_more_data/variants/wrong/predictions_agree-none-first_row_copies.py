# TASK: predictions_agree
# MISTAKE: none
# WHY: Looks at the copies of the first row only.


def predictions_agree(X, Y_hat, tol=1e-9):
    copies = (X == X[0]).all(axis=1)
    return bool(np.ptp(Y_hat[copies], axis=0).max() <= tol)
