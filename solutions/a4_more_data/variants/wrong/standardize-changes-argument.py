# TASK: standardize
# MISTAKE: changes-argument
# LOSES: edges
# WHY: Centres the caller's X in place.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    X -= mean
    X /= std
    return X.copy(), mean, std
