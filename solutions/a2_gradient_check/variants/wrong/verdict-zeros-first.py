# TASK: verdict
# MISTAKE: none
# WHY: Zeros are called so even where zeros are right.
# LOSES: edges


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if not np.any(g):
        return "zero"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
