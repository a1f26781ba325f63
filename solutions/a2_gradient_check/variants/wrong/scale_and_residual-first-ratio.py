# TASK: scale_and_residual
# MISTAKE: none
# WHY: The ratio of the first entries.


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = g.flat[0] / ref.flat[0]
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
