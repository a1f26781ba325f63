# TASK: verdict
# MISTAKE: tolerance-too-loose
# WHY: allclose has an absolute tolerance of 1e-8, below which everything is equal.
# LOSES: edges


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if np.allclose(g, ref):
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
