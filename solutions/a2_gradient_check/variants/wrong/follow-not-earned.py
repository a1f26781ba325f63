# TASK: relative_error, verdict
# MISTAKE: mean-for-max
# WHY: verdict repeats a wrong relative error of its own code, and a wrong tolerance.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.mean(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    return "ok" if relative_error(g, ref) < 1e-6 else "wrong"
