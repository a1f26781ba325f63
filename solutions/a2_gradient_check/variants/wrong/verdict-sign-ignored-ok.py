# TASK: verdict
# MISTAKE: sign-ignored
# WHY: Sizes are compared, so that the opposite sign passes for right.


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(np.abs(g), np.abs(ref)) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "scaled"
    return "wrong"
