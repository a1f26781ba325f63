# TASK: largest_stable_lr
# MISTAKE: none
# WHY: lambda_max/2, upside down.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return np.linalg.eigvalsh(2 * c * A.T @ A)[-1] / 2
