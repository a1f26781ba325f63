# TASK: largest_stable_lr
# MISTAKE: none
# WHY: The covariance in place of A.T @ A: the mean is taken out.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    Z = X - X.mean(axis=0)
    return 2 / np.linalg.eigvalsh(2 * c * Z.T @ Z)[-1]
