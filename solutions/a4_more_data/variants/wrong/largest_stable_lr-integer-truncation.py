# TASK: largest_stable_lr
# MISTAKE: integer-truncation
# LOSES: edges
# WHY: The Hessian takes the integer type of X.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    H = np.zeros((D + 1, D + 1), dtype=X.dtype)
    H[:] = 2 * c * A.T @ A
    return 2 / np.linalg.eigvalsh(H)[-1]
