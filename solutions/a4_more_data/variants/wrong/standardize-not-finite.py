# TASK: standardize
# MISTAKE: none
# LOSES: edges
# WHY: A constant column is divided by zero.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / std, mean, std
