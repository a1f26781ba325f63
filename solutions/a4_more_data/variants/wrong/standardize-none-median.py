# TASK: standardize
# MISTAKE: none
# WHY: The median in place of the mean.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    mean = np.median(X, axis=0)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std
