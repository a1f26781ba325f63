# TASK: largest_stable_lr
# MISTAKE: none
# LOSES: edges
# WHY: A single feature is taken without its bias.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    if D == 1:
        return 1 / (c * np.sum(X**2))
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]
