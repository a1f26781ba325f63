# TASK: scale_and_residual
# MISTAKE: divided-by-g
# WHY: <g, g> below: the factor that brings g to ref.


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(g * g)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
