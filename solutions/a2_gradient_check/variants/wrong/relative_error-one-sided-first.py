# TASK: relative_error
# MISTAKE: one-sided
# WHY: Relative to a alone.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b) / np.maximum(np.abs(a), 1e-12))
