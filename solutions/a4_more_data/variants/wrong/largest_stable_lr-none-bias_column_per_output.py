# TASK: largest_stable_lr
# MISTAKE: none
# WHY: The bias column holds N ones too many: it is counted once per output.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    A = np.column_stack([X, np.ones((N, M))])
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]
