# TASK: largest_stable_lr
# MISTAKE: dropped-two
# WHY: The 2 of the Hessian is forgotten.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(c * A.T @ A)[-1]
