# TASK: scale_and_residual
# MISTAKE: raised
# WHY: @ multiplies matrices, and these shapes do not fit.


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = (g @ ref) / (ref @ ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
