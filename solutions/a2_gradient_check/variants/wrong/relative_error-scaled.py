# TASK: relative_error
# MISTAKE: none
# WHY: Off by a thousandth.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return 1.001 * np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
