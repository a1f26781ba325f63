# TASK: relative_error, scale_and_residual
# MISTAKE: none
# WHY: Both parts are wrong, so that its own verdicts are; with right parts they are right.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return 1e3 * np.max(np.abs(a - b) / np.maximum(np.abs(b), 1e-12))


def scale_and_residual(g, ref):
    k = np.sum(g * ref) / np.sum(g * g)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
