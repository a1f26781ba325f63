# TASK: relative_error
# MISTAKE: shapes-not-compared
# WHY: The sizes are compared, and not the shapes.
# LOSES: edges


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.size != b.size:
        raise ValueError("sizes")
    return float(np.max(np.abs(a.ravel() - b.ravel()) / np.maximum(np.abs(a.ravel()) + np.abs(b.ravel()), 1e-12)))
