# TASK: largest_stable_lr
# MISTAKE: none
# WHY: The largest singular value of A, not squared.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / (2 * c * np.linalg.norm(A, 2))
