# TASK: standardize
# MISTAKE: none
# WHY: Divides first and subtracts the mean afterwards.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return X / std - mean, mean, std
