# TASK: standardize
# MISTAKE: wrong-type
# WHY: Xs alone is returned.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std
