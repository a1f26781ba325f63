# TASK: largest_stable_lr
# MISTAKE: none
# WHY: The factor multiplies the limit where it should divide it.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * 2 / np.linalg.eigvalsh(2 * A.T @ A)[-1]
