# TASK: standardize
# MISTAKE: changes-argument
# LOSES: edges
# WHY: Writes the result into the caller's X as well.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.where(std == 0, 1.0, std)
    Xs = (X - mean) / std
    X[:] = Xs
    return Xs, mean, std
