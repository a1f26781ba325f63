# TASK: relative_error
# MISTAKE: one-for-each-entry
# WHY: One ratio for each entry comes back.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)
