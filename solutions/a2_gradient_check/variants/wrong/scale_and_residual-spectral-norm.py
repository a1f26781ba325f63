# TASK: scale_and_residual
# MISTAKE: none
# WHY: Of a matrix the largest singular value, where the root of all squares is due.


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    axes = 2 if g.ndim == 2 else None
    return k, np.linalg.norm(g - k * ref, axes) / np.linalg.norm(ref, axes)
