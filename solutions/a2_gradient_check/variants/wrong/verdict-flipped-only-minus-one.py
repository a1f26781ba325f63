# TASK: verdict
# MISTAKE: none
# WHY: Flipped only where k is -1; other negative factors are called scaled.


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if abs(k + 1) < 1e-6 else "scaled"
    return "wrong"
