# TASK: scale_and_residual
# MISTAKE: wrong-shape
# WHY: keepdims leaves an array in the place of a number.


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref, keepdims=True) / np.sum(ref * ref, keepdims=True)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
