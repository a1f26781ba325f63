# TASK: relative_error
# MISTAKE: none
# WHY: The first entry only.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return (np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)).flat[0]
