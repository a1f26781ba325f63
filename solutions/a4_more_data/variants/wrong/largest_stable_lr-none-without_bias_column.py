# TASK: largest_stable_lr
# MISTAKE: bias-omitted
# WHY: The column of ones for the bias is missing.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(2 * c * X.T @ X)[-1]
