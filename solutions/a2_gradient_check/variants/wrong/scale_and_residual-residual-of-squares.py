# TASK: scale_and_residual
# MISTAKE: none
# WHY: The rest by the difference of squares, which loses half of the digits.
# LOSES: edges


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.sqrt(max(0.0, np.sum(g * g) / np.sum(ref * ref) - k**2) + 1e-15)
