# TASK: largest_stable_lr
# MISTAKE: doubled
# WHY: 1/lambda_max in place of 2/lambda_max.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 1 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]
