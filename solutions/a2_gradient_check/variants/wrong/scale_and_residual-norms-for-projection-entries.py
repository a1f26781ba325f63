# TASK: scale_and_residual
# MISTAKE: norms-for-projection
# WHY: The mean of the single ratios.


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.mean(g / ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
