# TASK: relative_error
# MISTAKE: none
# WHY: Squares for absolute values.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max((a - b) ** 2 / np.maximum(a**2 + b**2, 1e-12))
