# %% wrong averaged-twice
# The averaging factor is used twice.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    c = c * c
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong bias-omitted without_bias_column
# The column of ones for the bias is missing.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(2 * c * X.T @ X)[-1]


# %% wrong changes-argument
# Scales the caller's X.
# loses: edges
_right_limit = largest_stable_lr


def largest_stable_lr(X, M, reduction):
    lr = _right_limit(X, M, reduction)
    X[:] = 2 * X
    return lr


# %% wrong divided-by-elements
# "sum" divides by N*M.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1 / (N * M), "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong divided-by-rows
# "sum" divides by N.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1 / N, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong doubled
# One 2 too many in the Hessian.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(4 * c * A.T @ A)[-1]


# %% wrong doubled one_over_lambda
# 1/lambda_max in place of 2/lambda_max.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 1 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong dropped-two
# The 2 of the Hessian is forgotten.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(c * A.T @ A)[-1]


# %% wrong integer-truncation
# The Hessian takes the integer type of X.
# loses: edges
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    H = np.zeros((D + 1, D + 1), dtype=X.dtype)
    H[:] = 2 * c * A.T @ A
    return 2 / np.linalg.eigvalsh(H)[-1]


# %% wrong none bias_column_per_output
# The bias column holds N ones too many: it is counted once per output.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    A = np.column_stack([X, np.ones((N, M))])
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong none centred
# The covariance in place of A.T @ A: the mean is taken out.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    Z = X - X.mean(axis=0)
    return 2 / np.linalg.eigvalsh(2 * c * Z.T @ Z)[-1]


# %% wrong none constant
# The numbers of the notebook, whatever the data.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    return {"sum": 1.117e-5, "mean": 1.117e-4, "row_mean": 5.58e-5}[reduction]


# %% wrong none diagonal
# The largest diagonal entry in place of the largest eigenvalue.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.diag(2 * c * A.T @ A).max()


# %% wrong none eigenvalue_itself
# The eigenvalue itself.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong none factor_upside_down
# The factor multiplies the limit where it should divide it.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * 2 / np.linalg.eigvalsh(2 * A.T @ A)[-1]


# %% wrong none fastest_not_largest
# The first eigenvalue that eig returns, plus the last: the condition number's neighbours.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    e = np.linalg.eigvalsh(2 * c * A.T @ A)
    return 2 / (e[0] + e[-1])


# %% wrong none frobenius
# The Frobenius norm in place of the largest eigenvalue.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.norm(2 * c * A.T @ A)


# %% wrong none lambda_of_A
# The largest singular value of A, not squared.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / (2 * c * np.linalg.norm(A, 2))


# %% wrong none one_feature
# A single feature is taken without its bias.
# loses: edges
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    if D == 1:
        return 1 / (c * np.sum(X**2))
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong none one_row
# A single row loses its bias column.
# loses: edges
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    if N == 1:
        A = X
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong none power_iteration
# Three steps of power iteration are not enough.
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


# %% wrong none safety_margin
# One per cent on the safe side.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 0.99 * 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong none smallest_eigenvalue
# The smallest eigenvalue in place of the largest.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[0]


# %% wrong none trace
# The trace in place of the largest eigenvalue.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 / np.trace(2 * c * A.T @ A)


# %% wrong none upside_down
# lambda_max/2, upside down.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return np.linalg.eigvalsh(2 * c * A.T @ A)[-1] / 2


# %% wrong not-averaged
# The limit of the summed loss whatever the word.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = 1
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong returned-none
# The return is missing.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    lr = 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% wrong rows-for-elements
# "mean" divides by N alone: M is not used.
def largest_stable_lr(X, M, reduction):
    N, D = X.shape
    A = np.column_stack([X, np.ones(N)])
    c = {"sum": 1, "mean": 1 / N, "row_mean": 1 / N}[reduction]
    return 2 / np.linalg.eigvalsh(2 * c * A.T @ A)[-1]


# %% right general_eigenvalues
# a solver for any matrix, which may call the eigenvalues complex numbers
def largest_stable_lr(X, M, reduction):
    A = np.column_stack([X, np.ones(len(X))])
    hessian = np.kron(np.eye(M), 2 * _factor(reduction, len(X), M) * A.T @ A)
    return 2 / np.max(np.linalg.eigvals(hessian))


# %% right general_eigenvectors
# eigenvalues and eigenvectors of the curvature in mixed order, as a float
def largest_stable_lr(X, M, reduction):
    A = np.column_stack([X, np.ones(len(X))])
    hessian = np.kron(2 * _factor(reduction, len(X), M) * A.T @ A, np.eye(M))
    values, _ = np.linalg.eig(hessian)
    return (2 / max(values, key=abs)).item()


# %% right general_complex
# the eigenvalues are made complex numbers
def largest_stable_lr(X, M, reduction):
    A = np.column_stack([X, np.ones(len(X))]).astype(complex)
    return 2 / np.linalg.eigvals(2 * _factor(reduction, len(X), M) * A.conj().T @ A).max()


# %% wrong wrong-type complex
# The result has an imaginary part of its own.
def largest_stable_lr(X, M, reduction):
    A = np.column_stack([X, np.ones(len(X))])
    return 2 / np.linalg.eigvalsh(2 * _factor(reduction, len(X), M) * A.T @ A)[-1] * (1 + 0.1j)


# %% wrong none other-sizes
# Right for few rows only, else 1.
_largest_stable_lr = largest_stable_lr


def largest_stable_lr(X, M, reduction):
    return 1.0 if len(X) > 15 else _largest_stable_lr(X, M, reduction)


# %% wrong none curvature-guarded
# A constant below the quotient, against a division by zero.
# loses: edges
def largest_stable_lr(X, M, reduction):
    A = np.column_stack([X, np.ones(len(X))])
    curvature = 2 * _factor(reduction, len(X), M) * np.linalg.eigvalsh(A.T @ A)[-1]
    return float(2 / min(curvature, 1e9))
