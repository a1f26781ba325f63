# TASK: predictions_agree
# MISTAKE: none
# WHY: Compares a row with its first copy only and misses a third.


def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i + 1, len(X)):
            if np.array_equal(X[i], X[j]):
                if np.abs(Y_hat[i] - Y_hat[j]).max() > tol:
                    return False
                break
        if i >= len(X) // 3:
            break
    return True
