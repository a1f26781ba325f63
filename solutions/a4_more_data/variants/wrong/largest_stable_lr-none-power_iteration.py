# TASK: largest_stable_lr
# MISTAKE: none
# WHY: Three steps of power iteration are not enough.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]

    H = 2 * c * A.T @ A
    v = np.ones(D + 1)
    for _ in range(3):
        v = H @ v
        v /= np.linalg.norm(v)
    return 2 / (v @ H @ v)
