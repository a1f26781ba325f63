# TASK: relative_error
# MISTAKE: nan-hidden
# WHY: nanmax leaves a NaN out.
# LOSES: edges


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return float(np.nanmax(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)))
