# TASK: relative_error
# MISTAKE: not-relative
# WHY: The largest distance, whatever the size of the numbers.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b))
