# TASK: verdict
# MISTAKE: rules-out-of-order
# WHY: ref is judged by g: nothing but the rule for zeros shows it, which asks for the wrong one.


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(ref):
        return "zero"
    k, r = scale_and_residual(ref, g)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
