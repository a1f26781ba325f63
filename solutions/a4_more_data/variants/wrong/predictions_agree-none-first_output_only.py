# TASK: predictions_agree
# MISTAKE: none
# WHY: Compares the first output only.


def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if np.array_equal(X[i], X[j]) and abs(Y_hat[i][0] - Y_hat[j][0]) > tol:
                return False
    return True
