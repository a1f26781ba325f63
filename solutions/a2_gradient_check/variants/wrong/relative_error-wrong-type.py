# TASK: relative_error
# MISTAKE: wrong-type
# WHY: A text.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return f"{np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))}"
