# TASK: predictions_agree
# MISTAKE: none
# WHY: The absolute value is missing, so that a later prediction may be larger.


def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i + 1, len(X)):
            if np.array_equal(X[i], X[j]) and np.any(Y_hat[i] - Y_hat[j] > tol):
                return False
    return True
