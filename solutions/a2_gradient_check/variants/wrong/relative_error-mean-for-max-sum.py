# TASK: relative_error
# MISTAKE: mean-for-max
# WHY: The sum of the ratios.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.sum(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
