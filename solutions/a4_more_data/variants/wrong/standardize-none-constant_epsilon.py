# TASK: standardize
# MISTAKE: none
# LOSES: edges
# WHY: A tiny epsilon stands for the std of a constant column.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = np.maximum(std, 1e-12)
    return (X - mean) / std, mean, std
