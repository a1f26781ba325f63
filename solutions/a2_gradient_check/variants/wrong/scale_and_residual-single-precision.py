# TASK: scale_and_residual
# MISTAKE: none
# WHY: The products are added in single precision.


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = float(np.sum((g * ref).astype(np.float32)) / np.sum((ref * ref).astype(np.float32)))
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
