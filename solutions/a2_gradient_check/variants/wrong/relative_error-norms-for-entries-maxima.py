# TASK: relative_error
# MISTAKE: norms-for-entries
# WHY: The largest distance over the largest magnitude, which may be of another entry.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b)) / max(1e-12, np.max(np.abs(a) + np.abs(b)))
