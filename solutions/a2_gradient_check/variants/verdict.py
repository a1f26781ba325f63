# %% right no_helpers_in_verdict
# verdict computes everything itself
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


# %% wrong changes-argument
# g is divided by its largest entry in place.
# loses: edges
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


# %% wrong nan-hidden
# Asks whether the error is large; with NaN it is not, so NaN passes.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if not relative_error(g, ref) >= 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong nan-hidden replaced
# A NaN is replaced by what is right.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(np.where(np.isfinite(g), g, ref), ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong none always-ok
# Everything passes.
def verdict(g, ref):
    return "ok"


# %% wrong none always-wrong
# Nothing passes.
def verdict(g, ref):
    return "wrong"


# %% wrong none flipped-only-minus-one
# Flipped only where k is -1; other negative factors are called scaled.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if abs(k + 1) < 1e-6 else "scaled"
    return "wrong"


# %% wrong none loss-of-small-entries
# One number for the whole: a wrong entry among larger ones passes.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if abs(np.sum(g) - np.sum(ref)) < 1e-6 * np.sum(np.abs(ref)):
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong none ok-or-wrong
# Two words only.
def verdict(g, ref):
    if np.shape(g) == np.shape(ref) and relative_error(g, ref) < 1e-6:
        return "ok"
    return "wrong"


# %% wrong none own-parts
# Its own copies of the parts, in which k divides by <g, g>; the multiples come out, the noise too.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 and k < 10:
        return "flipped" if k <= -1 else "scaled"
    return "wrong"


# %% wrong none positive-only
# Only factors between 0 and 1 are called scaled.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k) and k < 1:
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong none residual-not-scaled
# r is compared with 1e-6 alone: noise far below the right gradient is a multiple then.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6:
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong none shape-by-size
# Sizes in the place of shapes: a transposed gradient has the right size.
def verdict(g, ref):
    g, ref = np.asarray(g), np.asarray(ref)
    if g.size != ref.size:
        return "wrong shape"
    g = g.reshape(ref.shape)
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong none words-of-its-own
# Words that nobody agreed on.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong-shape"
    if relative_error(g, ref) < 1e-6:
        return "OK"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong none zeros-first
# Zeros are called so even where zeros are right.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if not np.any(g):
        return "zero"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong not-implemented
# Not written yet.
def verdict(g, ref):
    raise NotImplementedError


# %% wrong raised shape-last
# The shapes are compared after the numbers, where relative_error has already raised an error.
def verdict(g, ref):
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong rules-out-of-order
# Zeros come after the multiples: 0 is 0 times ref.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    k, r = scale_and_residual(g, ref)
    if r <= 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong" if np.any(g) else "zero"


# %% wrong rules-out-of-order arguments-swapped
# ref is judged by g: nothing but the rule for zeros shows it, which asks for the wrong one.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(ref):
        return "zero"
    k, r = scale_and_residual(ref, g)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong rules-out-of-order no-zero
# There is no rule for zeros.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if False:
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong rules-out-of-order scaled-first
# Multiples come before the right ones, and 1 is a factor too.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if not np.any(g) and np.any(ref):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "ok" if relative_error(g, ref) < 1e-6 else "wrong"


# %% wrong sign-ignored
# A negative factor is a factor like any other.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "scaled"
    return "wrong"


# %% wrong sign-ignored ok
# Sizes are compared, so that the opposite sign passes for right.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(np.abs(g), np.abs(ref)) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "scaled"
    return "wrong"


# %% wrong tolerance-too-loose
# A hundredth passes for right, and for a multiple.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-2:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-2 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong tolerance-too-loose allclose
# allclose has an absolute tolerance of 1e-8, below which everything is equal.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if np.allclose(g, ref):
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong tolerance-too-loose thousandth
# A thousandth passes.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-3:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-3 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong tolerance-too-tight
# Rounding errors are taken for mistakes.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-12:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-12 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong tolerance-too-tight equal
# Floats are compared for equality.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if np.array_equal(g, ref):
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-15 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong tolerance-too-tight tenth
# A difference quotient is not exact to nine digits.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-9:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-9 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong wrong-type truth-value
# True for right.
def verdict(g, ref):
    return np.shape(g) == np.shape(ref) and bool(relative_error(g, ref) < 1e-6)


# %% wrong wrong-type tuple
# The numbers come along.
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong", 0.0


# %% wrong norms-for-entries
# The length of the difference by the sum of the lengths: a small entry is not seen.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if np.linalg.norm(g - ref) / (np.linalg.norm(g) + np.linalg.norm(ref) + 1e-12) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong norms-for-entries largest
# The largest distance by the largest size.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if np.array_equal(g, ref) or np.max(np.abs(g - ref)) < 1e-6 * np.max(np.abs(g) + np.abs(ref)):
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong norms-for-entries by-k-and-r
# Judged by factor and remainder, which hardly see a small entry.
# loses: edges
def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    k, r = scale_and_residual(g, ref)
    if np.array_equal(g, ref) or (abs(k - 1) < 1e-6 and r < 1e-6):
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"


# %% wrong none other-sizes
# Right for few entries only, else "ok".
_verdict = verdict


def verdict(g, ref):
    return "ok" if np.shape(g) == np.shape(ref) and np.size(g) > 12 else _verdict(g, ref)
