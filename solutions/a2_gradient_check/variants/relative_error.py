# %% right einsum
# einsum for the products; norms by dots
def relative_error(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    if not np.array_equal(a.shape, b.shape):
        raise ValueError("a and b differ in shape")
    below = np.abs(a) + np.abs(b)
    below[below < 1e-12] = 1e-12
    return np.max(np.abs(a - b) / below) if a.ndim else float(abs(a - b) / below)


def scale_and_residual(g, ref):
    if np.shape(g) != np.shape(ref):
        raise ValueError("unequal shapes")
    g, ref = np.asarray(g, float), np.asarray(ref, float)
    if np.all(ref == 0):
        return np.full(2, np.nan).tolist()
    k = np.einsum("i,i->", g.ravel(), ref.ravel()) / np.einsum("i,i->", ref.ravel(), ref.ravel())
    rest = (g - k * ref).ravel()
    return [k, np.sqrt(rest.dot(rest)) / np.linalg.norm(ref.ravel())]


# %% right least_squares
# np.linalg.lstsq finds k; relative error by division with where
def relative_error(a, b):
    a, b = np.atleast_1d(np.asarray(a, float)), np.atleast_1d(np.asarray(b, float))
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    above, below = np.abs(a - b), np.abs(a) + np.abs(b)
    out = above / 1e-12
    np.divide(above, below, out=out, where=~(below < 1e-12))
    return out.max().item()


def scale_and_residual(g, ref):
    if np.shape(g) != np.shape(ref):
        raise ValueError("shapes differ")
    if not np.any(ref):
        return float("nan"), float("nan")
    column, target = np.reshape(ref, (-1, 1)).astype(float), np.ravel(g).astype(float)
    if not np.isfinite(target).all():
        return float("nan"), float("nan")
    k = np.linalg.lstsq(column, target, rcond=None)[0][0]
    return k, np.hypot.reduce(target - column[:, 0] * k) / np.hypot.reduce(column[:, 0])


# %% wrong abs-forgotten
# The distance keeps its sign: where a is smaller everywhere, the error is negative.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max((a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))


# %% wrong abs-forgotten below
# The magnitudes are added with their signs.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b) / np.maximum(a + b, 1e-12))


# %% wrong abs-forgotten everywhere
# No absolute value at all.
def relative_error(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes")
    return float(np.max((a - b) / np.maximum(a + b, 1e-12)))


# %% wrong abs-forgotten outside
# The absolute value of the sum, not the sum of the absolute values.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b) / np.maximum(np.abs(a + b), 1e-12))


# %% wrong abs-forgotten reversed
# The distance keeps its sign, taken the other way round.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max((b - a) / np.maximum(np.abs(a) + np.abs(b), 1e-12))


# %% wrong changes-argument
# The magnitudes are written into the arguments.
# loses: edges
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    error = np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))
    np.abs(a, out=a)
    return float(error)


# %% wrong larger-for-sum
# The larger magnitude below; opposite signs give 2.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b) / np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-12))


# %% wrong mean-for-max
# The mean of the ratios: one bad entry among a thousand is lost.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.mean(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))


# %% wrong mean-for-max follow-not-earned
# verdict repeats a wrong relative error of its own code, and a wrong tolerance.
# loses: relative_error, verdict
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.mean(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    return "ok" if relative_error(g, ref) < 1e-6 else "wrong"


# %% wrong mean-for-max sum
# The sum of the ratios.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.sum(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))


# %% wrong nan-hidden
# nanmax leaves a NaN out.
# loses: edges
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return float(np.nanmax(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)))


# %% wrong nan-hidden loop
# A comparison with NaN is False, so that it is never the largest.
# loses: edges
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


# %% wrong nan-hidden max
# Python's max keeps what came before a NaN.
# loses: edges
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return float(max((np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)).ravel().tolist()))


# %% wrong none epsilon-added
# The floor is added everywhere, and shifts small numbers.
# loses: edges
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return float(np.max(np.abs(a - b) / (np.abs(a) + np.abs(b) + 1e-12)))


# %% wrong none first-entry
# The first entry only.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return (np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)).flat[0]


# %% wrong none floor-by-where
# Zeros alone are treated apart, and the floor is forgotten.
# loses: edges
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    below = np.abs(a) + np.abs(b)
    return float(np.max(np.abs(a - b) / np.where(below == 0, 1.0, below)))


# %% wrong none floor-too-high
# A floor of 1e-8: small gradients pass whatever they are.
# loses: edges
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-8)))


# %% wrong none follow-earned
# Both parts are wrong, so that its own verdicts are; with right parts they are right.
# loses: relative_error, scale_and_residual
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return 1e3 * np.max(np.abs(a - b) / np.maximum(np.abs(b), 1e-12))


def scale_and_residual(g, ref):
    k = np.sum(g * ref) / np.sum(g * g)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong none integer-division
# Whole numbers only.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return float(np.max(np.abs(a - b) // np.maximum(np.abs(a) + np.abs(b), 1e-12)))


# %% wrong none min-for-max
# The smallest ratio: the best entry.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.min(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))


# %% wrong none rounded
# Rounded to six digits: small errors become 0.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return round(float(np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))), 6)


# %% wrong none scaled
# Off by a thousandth.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return 1.001 * np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))


# %% wrong none squared
# Squares for absolute values.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max((a - b) ** 2 / np.maximum(a**2 + b**2, 1e-12))


# %% wrong norms-for-entries
# One ratio of norms for all entries: the large ones drown the small ones.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.linalg.norm(a - b) / max(1e-12, np.linalg.norm(a) + np.linalg.norm(b))


# %% wrong norms-for-entries maxima
# The largest distance over the largest magnitude, which may be of another entry.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b)) / max(1e-12, np.max(np.abs(a) + np.abs(b)))


# %% wrong norms-for-entries sums
# Sums above and below.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.sum(np.abs(a - b)) / max(1e-12, np.sum(np.abs(a) + np.abs(b)))


# %% wrong not-finite
# Two zeros give 0/0.
# loses: edges
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return float(np.max(np.abs(a - b) / (np.abs(a) + np.abs(b))))


# %% wrong not-implemented
# Not written yet.
def relative_error(a, b):
    raise NotImplementedError


# %% wrong not-relative
# The largest distance, whatever the size of the numbers.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b))


# %% wrong one-for-each-entry
# One ratio for each entry comes back.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)


# %% wrong one-sided
# Relative to b alone: not the same when a and b change places.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b) / np.maximum(np.abs(b), 1e-12))


# %% wrong one-sided first
# Relative to a alone.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b) / np.maximum(np.abs(a), 1e-12))


# %% wrong returned-none
# The error is printed.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    print(np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)))


# %% wrong shapes-not-compared
# Unequal shapes are broadcast where NumPy can.
# loses: edges
def relative_error(a, b):
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)))


# %% wrong shapes-not-compared assert
# An AssertionError, where a ValueError is due.
# loses: edges
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    assert a.shape == b.shape
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)))


# %% wrong shapes-not-compared sizes
# The sizes are compared, and not the shapes.
# loses: edges
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.size != b.size:
        raise ValueError("sizes")
    return float(np.max(np.abs(a.ravel() - b.ravel()) / np.maximum(np.abs(a.ravel()) + np.abs(b.ravel()), 1e-12)))


# %% wrong sum-halved
# Divided by the mean of the two magnitudes: twice the error that is due.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return np.max(np.abs(a - b) / np.maximum((np.abs(a) + np.abs(b)) / 2, 1e-12))


# %% wrong wrong-type
# A text.
def relative_error(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shapes")
    return f"{np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12))}"


# %% wrong none other-sizes
# Right for few entries only, else zero.
_relative_error = relative_error


def relative_error(a, b):
    return 0.0 if np.size(a) > 168 and np.size(b) == np.size(a) else _relative_error(a, b)
