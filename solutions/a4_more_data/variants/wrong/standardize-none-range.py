# TASK: standardize
# MISTAKE: none
# WHY: Scaled to the range 0 to 1.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    low, high = X.min(axis=0), X.max(axis=0)
    std = np.where(high == low, 1.0, high - low)
    return (X - low) / std, low, std
