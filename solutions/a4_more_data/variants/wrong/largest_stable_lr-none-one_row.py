# TASK: largest_stable_lr
# MISTAKE: none
# LOSES: edges
# WHY: A single row loses its bias column.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    if N == 1:
        A = X
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]
