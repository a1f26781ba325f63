# TASK: relative_error
# MISTAKE: shapes-not-compared
# WHY: An AssertionError, where a ValueError is due.
# LOSES: edges


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    assert a.shape == b.shape
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)))
