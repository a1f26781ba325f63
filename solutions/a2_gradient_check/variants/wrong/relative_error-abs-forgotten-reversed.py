# TASK: relative_error
# MISTAKE: abs-forgotten
# WHY: The distance keeps its sign, taken the other way round.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max((b - a) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
