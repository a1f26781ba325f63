# TASK: relative_error
# MISTAKE: none
# WHY: Zeros alone are treated apart, and the floor is forgotten.
# LOSES: edges


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    below = np.abs(a) + np.abs(b)
    return float(np.max(np.abs(a - b) / np.where(below == 0, 1.0, below)))
