# TASK: relative_error
# MISTAKE: abs-forgotten
# WHY: The distance keeps its sign: where a is smaller everywhere, the error is negative.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max((a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
