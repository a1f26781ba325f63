# TASK: largest_stable_lr
# MISTAKE: not-averaged
# WHY: The limit of the summed loss whatever the word.


def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = 1
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]
