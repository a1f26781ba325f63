# TASK: verdict
# MISTAKE: raised
# WHY: The shapes are compared after the numbers, where relative_error has already raised an error.


def verdict(g, ref):
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
