# TASK: standardize
# MISTAKE: integer-truncation
# LOSES: edges
# WHY: Xs takes the integer type of X.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    Xs = np.zeros_like(X)
    Xs[:] = (X - mean) / std
    return Xs, mean, std
