# TASK: standardize
# MISTAKE: none
# WHY: The variance in place of the standard deviation.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = X.var(axis=0)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std
