# TASK: standardize
# MISTAKE: wrong-shape
# WHY: mean and std of shape (1,D).


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    mean, std = X.mean(axis=0, keepdims=True), X.std(axis=0, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std
