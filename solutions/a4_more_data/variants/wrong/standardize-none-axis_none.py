# TASK: standardize
# MISTAKE: none
# WHY: One mean and one std for the whole matrix (axis=None).


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    mean, std = np.full(X.shape[1], X.mean()), np.full(X.shape[1], X.std())
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std
