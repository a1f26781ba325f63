# TASK: scale_and_residual
# MISTAKE: none
# WHY: k is rounded to four digits.


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = round(float(np.sum(g * ref) / np.sum(ref * ref)), 4)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
