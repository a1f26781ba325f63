# TASK: verdict
# MISTAKE: none
# WHY: Its own copies of the parts, in which k divides by <g, g>; the multiples come out, the noise too.


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 and k < 10:
        return "flipped" if k <= -1 else "scaled"
    return "wrong"
