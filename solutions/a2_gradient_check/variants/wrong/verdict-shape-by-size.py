# TASK: verdict
# MISTAKE: none
# WHY: Sizes in the place of shapes: a transposed gradient has the right size.


def verdict(g, ref):
    g, ref = np.asarray(g), np.asarray(ref)
    if g.size != ref.size:
        return "wrong shape"
    g = g.reshape(ref.shape)
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
