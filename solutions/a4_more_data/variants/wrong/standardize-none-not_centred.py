# TASK: standardize
# MISTAKE: none
# WHY: Scaled without taking the mean out.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    return X / std, mean, std
