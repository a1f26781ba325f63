# TASK: predictions_agree
# MISTAKE: none
# WHY: Finds equal rows only where they stand next to each other.


def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(1, len(X)):
        if np.array_equal(X[i], X[i - 1]) and np.abs(Y_hat[i] - Y_hat[i - 1]).max() > tol:
            return False
    return True
