# TASK: standardize
# MISTAKE: wrong-shape
# WHY: One mean and one std for the whole matrix, as single numbers.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    mean, std = X.mean(), X.std()
    return (X - mean) / (std or 1.0), mean, std or 1.0
