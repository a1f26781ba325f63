# TASK: standardize
# MISTAKE: wrong-shape
# WHY: Rows are standardised in place of columns.


def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    mean, std = X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean[:, 0], std[:, 0]
