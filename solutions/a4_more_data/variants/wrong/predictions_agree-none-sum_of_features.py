# TASK: predictions_agree
# MISTAKE: none
# WHY: Takes rows for equal when the sum of their features is.


def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if X[i].sum() == X[j].sum() and np.abs(Y_hat[i] - Y_hat[j]).max() > tol:
                return False
    return True
