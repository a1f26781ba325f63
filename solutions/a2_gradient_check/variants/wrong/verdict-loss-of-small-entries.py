# TASK: verdict
# MISTAKE: none
# WHY: One number for the whole: a wrong entry among larger ones passes.


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if abs(np.sum(g) - np.sum(ref)) < 1e-6 * np.sum(np.abs(ref)):
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
