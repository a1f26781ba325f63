# TASK: relative_error
# MISTAKE: norms-for-entries
# WHY: Sums above and below.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.sum(np.abs(a - b)) / max(1e-12, np.sum(np.abs(a) + np.abs(b)))
