# TASK: verdict
# MISTAKE: nan-hidden
# WHY: A NaN is replaced by what is right.
# LOSES: edges


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(np.where(np.isfinite(g), g, ref), ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
