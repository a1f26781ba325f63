# TASK: verdict
# MISTAKE: sign-ignored
# WHY: A negative factor is a factor like any other.


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "scaled"
    return "wrong"
