# TASK: relative_error
# MISTAKE: none
# WHY: The floor is added everywhere, and shifts small numbers.
# LOSES: edges


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return float(np.max(np.abs(a - b) / (np.abs(a) + np.abs(b) + 1e-12)))
