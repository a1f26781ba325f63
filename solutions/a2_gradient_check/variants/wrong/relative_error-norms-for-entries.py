# TASK: relative_error
# MISTAKE: norms-for-entries
# WHY: One ratio of norms for all entries: the large ones drown the small ones.


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.linalg.norm(a - b) / max(1e-12, np.linalg.norm(a) + np.linalg.norm(b))
