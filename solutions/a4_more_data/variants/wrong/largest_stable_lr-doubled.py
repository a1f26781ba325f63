# TASK: largest_stable_lr
# MISTAKE: doubled
# WHY: One 2 too many in the Hessian.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(4 * c * A.T @ A)[-1]
