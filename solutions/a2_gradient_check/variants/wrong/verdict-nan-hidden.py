# TASK: verdict
# MISTAKE: nan-hidden
# WHY: Asks whether the error is large; with NaN it is not, so NaN passes.
# LOSES: edges


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if not relative_error(g, ref) >= 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
