# TASK: relative_error
# MISTAKE: changes-argument
# WHY: The magnitudes are written into the arguments.
# LOSES: edges


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    error = np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
    np.abs(a, out=a)
    return float(error)
