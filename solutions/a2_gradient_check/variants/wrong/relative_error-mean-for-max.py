# TASK: relative_error
# MISTAKE: mean-for-max
# WHY: The mean of the ratios: one bad entry among a thousand is lost.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.mean(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
