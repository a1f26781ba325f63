# TASK: largest_stable_lr
# MISTAKE: none
# WHY: The largest diagonal entry in place of the largest eigenvalue.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.diag(2 * c * A.T @ A).max()
