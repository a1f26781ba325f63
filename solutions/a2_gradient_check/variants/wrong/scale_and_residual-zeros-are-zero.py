# TASK: scale_and_residual
# MISTAKE: none
# WHY: A ref of zeros gives 0 and 0, as if g were a multiple of it.
# LOSES: edges


def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return 0.0, 0.0
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
