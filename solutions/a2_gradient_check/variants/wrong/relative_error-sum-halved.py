# TASK: relative_error
# MISTAKE: sum-halved
# WHY: Divided by the mean of the two magnitudes: twice the error that is due.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b) / np.maximum((np.abs(a) + np.abs(b)) / 2, 1e-12))
