# TASK: standardize
# MISTAKE: none
# LOSES: edges
# WHY: Xs of a constant column is right, its std is returned as 0.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    safe = np.where(std == 0, 1.0, std)
    return (X - mean) / safe, mean, std
