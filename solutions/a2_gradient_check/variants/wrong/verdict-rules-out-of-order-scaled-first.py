# TASK: verdict
# MISTAKE: rules-out-of-order
# WHY: Multiples come before the right ones, and 1 is a factor too.


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if not np.any(g) and np.any(ref):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "ok" if relative_error(g, ref) < 1e-6 else "wrong"
