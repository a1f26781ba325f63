# TASK: largest_stable_lr
# MISTAKE: rows-for-elements
# WHY: "mean" divides by N alone: M is not used.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / N, "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]
