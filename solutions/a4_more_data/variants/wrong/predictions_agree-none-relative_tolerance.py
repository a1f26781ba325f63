# TASK: predictions_agree
# MISTAKE: none
# LOSES: edges
# WHY: np.allclose adds a relative tolerance of 1e-5.


def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if np.array_equal(X[i], X[j]) and not np.allclose(Y_hat[i], Y_hat[j], atol=tol):
                return False
    return True
