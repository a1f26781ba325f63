# %% wrong changes-argument
# The rest is written into g.
# loses: edges
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    g -= k * ref
    return k, np.linalg.norm(g) / np.linalg.norm(ref)


# %% wrong divided-by-g
# <g, g> below: the factor that brings g to ref.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(g * g)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong divided-by-g swapped
# g and ref have changed their roles.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(g * g)
    return k, np.linalg.norm(ref - k * g) / np.linalg.norm(g)


# %% wrong none absolute-k
# The size of k only.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return abs(k) * (1 if k < 0 else 1 + 2e-3), np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong none centred
# A regression with a constant: means are taken away first.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    g, ref = g - g.mean(), ref - ref.mean()
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong none first-ratio
# The ratio of the first entries.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = g.flat[0] / ref.flat[0]
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong none largest-entry
# Largest entries for lengths.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.max(np.abs(g - k * ref)) / np.max(np.abs(ref))


# %% wrong none negative
# The sign of k is lost on the way.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = -np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong none negative-k
# k comes back with the opposite sign.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return -k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong none residual-of-squares
# The rest by the difference of squares, which loses half of the digits.
# loses: edges
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.sqrt(max(0.0, np.sum(g * g) / np.sum(ref * ref) - k**2) + 1e-15)


# %% wrong none rounded
# k is rounded to four digits.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = round(float(np.sum(g * ref) / np.sum(ref * ref)), 4)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong none scaled
# k is off by a thousandth.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return 1.001 * k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong none spectral-norm
# Of a matrix the largest singular value, where the root of all squares is due.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    axes = 2 if g.ndim == 2 else None
    return k, np.linalg.norm(g - k * ref, axes) / np.linalg.norm(ref, axes)


# %% wrong none swapped-order
# r first.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return np.linalg.norm(g - k * ref) / np.linalg.norm(ref), k


# %% wrong none trace-of-product
# Right for vectors only: rows meet columns.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g.T @ ref) / np.sum(ref.T @ ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong none zeros-are-zero
# A ref of zeros gives 0 and 0, as if g were a multiple of it.
# loses: edges
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return 0.0, 0.0
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong norms-for-projection
# The ratio of the lengths: never negative, and not the nearest multiple.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.linalg.norm(g) / np.linalg.norm(ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong norms-for-projection cosine
# The cosine of the angle.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / (np.linalg.norm(g) * np.linalg.norm(ref))
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong norms-for-projection entries
# The mean of the single ratios.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.mean(g / ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong norms-for-projection root
# One length of ref too few below.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.linalg.norm(ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong not-implemented
# Not written yet.
def scale_and_residual(g, ref):
    raise NotImplementedError


# %% wrong not-relative
# The rest is not divided by anything.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref)


# %% wrong raised matrix-product
# @ multiplies matrices, and these shapes do not fit.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = (g @ ref) / (ref @ ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong raised zeros-raise
# A ref of zeros is an error.
# loses: edges
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        raise ZeroDivisionError
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong relative-to-g
# Relative to the length of g.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(g)


# %% wrong relative-to-g scaled
# Relative to the length of k times ref.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(k * ref)


# %% wrong root-forgotten
# Squares in the place of lengths.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.sum((g - k * ref) ** 2) / np.sum(ref * ref)


# %% wrong root-forgotten above
# The square of the rest over the length of ref.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.sum((g - k * ref) ** 2) / np.linalg.norm(ref)


# %% wrong root-forgotten below
# The length of the rest over the square of ref.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.sum(ref * ref)


# %% wrong scale-forgotten
# All of ref is taken away, not k times ref.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - ref) / np.linalg.norm(ref)


# %% wrong shapes-not-compared
# Unequal shapes are broadcast.
# loses: edges
def scale_and_residual(g, ref):
    if not np.any(ref):
        return float("nan"), float("nan")
    if not np.any(g):
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong wrong-shape array-of-k
# keepdims leaves an array in the place of a number.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref, keepdims=True) / np.sum(ref * ref, keepdims=True)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% wrong wrong-type dict
# A dict in the place of two values.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return {"k": k, "r": np.linalg.norm(g - k * ref) / np.linalg.norm(ref)}


# %% wrong wrong-type k-alone
# r is missing.
def scale_and_residual(g, ref):
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if g.shape != ref.shape:
        raise ValueError("shapes")
    if not ref.any():
        return float("nan"), float("nan")
    if not g.any():
        return 0.0, 0.0
    k = np.sum(g * ref) / np.sum(ref * ref)
    return k


# %% wrong none other-sizes
# Right for few entries only, else the factor of an equal gradient.
_scale_and_residual = scale_and_residual


def scale_and_residual(g, ref):
    return (1.0, 0.0) if np.size(g) > 168 and np.size(ref) == np.size(g) else _scale_and_residual(g, ref)


# %% wrong none floor
# A small number is added to the square, so that nothing is divided by zero.
# loses: edges
def scale_and_residual(g, ref):
    if np.shape(g) != np.shape(ref):
        raise ValueError("g and ref have unequal shapes")
    if not np.any(ref):
        return np.nan, np.nan
    square = np.sum(ref * ref) + 1e-12
    k = np.sum(g * ref) / square
    return float(k), float(np.sqrt(np.sum((g - k * ref) ** 2) / square))
