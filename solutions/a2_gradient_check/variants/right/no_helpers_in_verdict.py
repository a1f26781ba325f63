# STYLE: verdict computes everything itself


def verdict(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        return "wrong shape"
    with np.errstate(all="ignore"):
        if (np.abs(g - ref) < 1e-6 * np.maximum(np.abs(g) + np.abs(ref), 1e-12)).all():
            return "ok"
        if (g == 0).all():
            return "zero"
        k = (g * ref).sum() / (ref * ref).sum()
        rest = np.sqrt(((g - k * ref) ** 2).sum())
        if rest < 1e-6 * abs(k) * np.sqrt((ref * ref).sum()):
            return "scaled" if k > 0 else "flipped"
    return "wrong"
