# TASK: standardize
# MISTAKE: none
# WHY: A thousandth is added to every std.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = std + 1e-3
    return (X - mean) / std, mean, std
