# TASK: predictions_agree
# MISTAKE: none
# LOSES: edges
# WHY: Rows that are merely close are taken for equal.


def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if np.allclose(X[i], X[j]) and np.abs(Y_hat[i] - Y_hat[j]).max() > tol:
                return False
    return True
