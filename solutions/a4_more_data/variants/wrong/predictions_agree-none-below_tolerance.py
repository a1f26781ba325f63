# TASK: predictions_agree
# MISTAKE: none
# WHY: A difference of exactly tol counts as one too many.
# LOSES: edges


def predictions_agree(X, Y_hat, tol=1e-9):
    for row in np.unique(X, axis=0):
        same = Y_hat[(X == row).all(axis=1)]
        if np.any(same.max(axis=0) - same.min(axis=0) >= tol) and len(same) > 1:
            return False
    return True
