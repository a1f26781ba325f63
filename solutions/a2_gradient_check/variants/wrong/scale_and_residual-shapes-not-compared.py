# TASK: scale_and_residual
# MISTAKE: shapes-not-compared
# WHY: Unequal shapes are broadcast.
# LOSES: edges


def scale_and_residual(g, ref):
    if not np.any(ref):
        return float("nan"), float("nan")
    if not np.any(g):
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
