# TASK: relative_error
# MISTAKE: abs-forgotten
# WHY: The magnitudes are added with their signs.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b) / np.maximum(a + b, 1e-12))
