# STYLE: np.nditer over the copy, masked sums, a table of rules


def numeric_gradient(f, x, h=1e-5):
    work = np.array(x, dtype=np.float64)
    slopes = np.empty(work.shape)
    walk = np.nditer(work, flags=["multi_index"])
    while not walk.finished:
        at = walk.multi_index
        old = work[at].copy()
        work[at] = old + h
        high = f(work.copy())
        work[at] = old - h
        low = f(work.copy())
        work[at] = old
        slopes[at] = 0.5 * (high - low) / h
        walk.iternext()
    return slopes


def verdict(g, ref):
    if np.asarray(g).shape != np.asarray(ref).shape:
        return "wrong shape"
    with np.errstate(all="ignore"):
        k, r = scale_and_residual(g, ref)
        multiple = r < 1e-6 * abs(k)
        table = [
            (relative_error(g, ref) < 1e-6, "ok"),
            (np.count_nonzero(g) == 0, "zero"),
            (multiple and k < 0, "flipped"),
            (multiple and k > 0, "scaled"),
            (True, "wrong"),
        ]
    return next(word for holds, word in table if holds)
