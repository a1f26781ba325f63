# TASK: verdict
# MISTAKE: rules-out-of-order
# WHY: There is no rule for zeros.


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if False:
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
