# TASK: verdict
# MISTAKE: none
# WHY: r is compared with 1e-6 alone: noise far below the right gradient is a multiple then.
# LOSES: edges


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6:
        return "flipped" if k < 0 else "scaled"
    return "wrong"
