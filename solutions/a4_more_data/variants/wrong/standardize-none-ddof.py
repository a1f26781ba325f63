# TASK: standardize
# MISTAKE: none
# WHY: Divides by N - 1 (ddof=1).


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std = X.std(axis=0, ddof=1) if len(X) > 1 else np.ones(X.shape[1])
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std
