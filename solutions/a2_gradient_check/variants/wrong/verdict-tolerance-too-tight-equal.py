# TASK: verdict
# MISTAKE: tolerance-too-tight
# WHY: Floats are compared for equality.


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if np.array_equal(g, ref):
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-15 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
