# TASK: predictions_agree
# MISTAKE: none
# WHY: Finds equal rows only five rows apart, as in the notebook.


def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(5, len(X)):
        if np.array_equal(X[i], X[i - 5]) and np.abs(Y_hat[i] - Y_hat[i - 5]).max() > tol:
            return False
    return True
