# TASK: verdict
# MISTAKE: changes-argument
# WHY: g is divided by its largest entry in place.
# LOSES: edges


def verdict(g, ref):
    word = "wrong"
    if np.shape(g) != np.shape(ref):
        word = "wrong shape"
    elif relative_error(g, ref) < 1e-6:
        word = "ok"
    elif not np.any(g):
        word = "zero"
    else:
        k, r = scale_and_residual(g, ref)
        if r < 1e-6 * abs(k):
            word = "flipped" if k < 0 else "scaled"
    if g.size > 0:
        g /= 2
    return word
