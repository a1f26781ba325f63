# TASK: relative_error
# MISTAKE: nan-hidden
# WHY: A comparison with NaN is False, so that it is never the largest.
# LOSES: edges


def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    worst = 0.0
    for p, q in zip(a.flat, b.flat):
        ratio = abs(p - q) / max(1e-12, abs(p) + abs(q))
        if ratio > worst:
            worst = ratio
    return worst
