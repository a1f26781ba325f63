# TASK: standardize
# MISTAKE: none
# LOSES: edges
# WHY: A constant column is left as it is, not centred.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    Xs = np.where(std == 0, X, (X - mean) / np.where(std == 0, 1.0, std))
    return Xs, mean, np.where(std == 0, 1.0, std)
