# TASK: relative_error
# MISTAKE: none
# WHY: Rounded to six digits: small errors become 0.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return round(float(np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))), 6)
