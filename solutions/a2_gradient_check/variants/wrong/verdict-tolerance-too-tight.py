# TASK: verdict
# MISTAKE: tolerance-too-tight
# WHY: Rounding errors are taken for mistakes.


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-12:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-12 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
