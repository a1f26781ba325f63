# TASK: scale_and_residual
# MISTAKE: relative-to-g
# WHY: Relative to the length of g.


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(g)
