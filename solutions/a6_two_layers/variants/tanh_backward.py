# %% wrong changes-argument
# G is multiplied in place.
# loses: edges
def tanh_backward(G, A):
    if G.dtype.kind == "f":
        G *= 1 - A**2
        return G
    return G * (1 - A**2)


# %% wrong derivative-at-input
# 1 - Z**2, with Z found again from A.
def tanh_backward(G, A):
    return G * (1 - np.arctanh(A) ** 2)


# %% wrong derivative-at-input again
# A taken for the input: a second tanh.
def tanh_backward(G, A):
    return G * (1 - np.tanh(A) ** 2)


# %% wrong derivative-at-input cosh
# A taken for the input, the slope as 1/cosh**2.
def tanh_backward(G, A):
    return G / np.cosh(A) ** 2


# %% wrong derivative-at-input follow-tanh-wrong
# tanh_backward is wrong, and mlp_backward and train call it.
def tanh_backward(G, A):
    return G * (1 - np.tanh(A) ** 2)


# %% wrong doubled
# A factor 2 of a square that is not there.
def tanh_backward(G, A):
    return 2 * G * (1 - A**2)


# %% wrong integer-truncation
# An array of the upstream gradient's kind is filled.
# loses: edges
def tanh_backward(G, A):
    out = np.zeros_like(G)
    out[...] = G * (1 - A**2)
    return out


# %% wrong none absolute
# The size of the upstream gradient.
def tanh_backward(G, A):
    return np.abs(G) * (1 - A**2)


# %% wrong none added
# Slope and upstream gradient are added.
def tanh_backward(G, A):
    return G + (1 - A**2)


# %% wrong none off-by-a-thousandth
# A factor of 1.001.
def tanh_backward(G, A):
    return 1.001 * G * (1 - A**2)


# %% wrong none slope-cubed
# The third power.
def tanh_backward(G, A):
    return G * (1 - A**3)


# %% wrong not-deterministic noise
# Noise of a thousandth.
def tanh_backward(G, A):
    return G * (1 - A**2) * (1 + 1e-3 * np.random.rand())


# %% wrong sigmoid-for-tanh
# The slope of the logistic sigmoid.
def tanh_backward(G, A):
    return G * A * (1 - A)


# %% wrong sign-flipped
# A**2 - 1.
def tanh_backward(G, A):
    return G * (A**2 - 1)


# %% wrong slope-not-squared
# 1 - A.
def tanh_backward(G, A):
    return G * (1 - A)


# %% wrong slope-omitted
# The gradient passes unchanged.
def tanh_backward(G, A):
    return G.copy()


# %% wrong upstream-ignored
# The slope alone.
def tanh_backward(G, A):
    return 1 - A**2


# %% wrong upstream-ignored ones
# The upstream gradient taken as ones.
def tanh_backward(G, A):
    return np.ones_like(G) * (1 - A**2)


# %% wrong wrong-shape squeezed
# Axes of length one are dropped.
# loses: edges
def tanh_backward(G, A):
    return np.squeeze(G * (1 - A**2))


# %% wrong wrong-shape summed
# Added up over the rows.
def tanh_backward(G, A):
    return (G * (1 - A**2)).sum(axis=0)


# %% wrong slope-brackets-lost
# G meets only the 1.
def tanh_backward(G, A):
    return G * 1 - A**2


# %% wrong slope-brackets-lost lines
# The product is made before the square is taken off.
def tanh_backward(G, A):
    slope = 1 * G
    slope = slope - np.square(A)
    return slope


# %% wrong slope-brackets-lost multiply
# The first factor is 1, and the square is taken off last.
def tanh_backward(G, A):
    return np.multiply(G, 1.0) - A * A


# %% wrong slope-at-upstream
# The arguments have changed places.
def tanh_backward(G, A):
    return A * (1 - G**2)


# %% wrong slope-at-upstream only
# The slope is taken at G.
def tanh_backward(G, A):
    return G * (1 - G**2)


# %% wrong slope-at-upstream tanh
# The slope is taken at the tanh of G.
def tanh_backward(G, A):
    return G * (1 - np.tanh(G) ** 2)


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_tanh_backward = tanh_backward


def tanh_backward(G, A):
    return np.zeros(G.shape) if len(G) > 12 else _tanh_backward(G, A)


# %% wrong none rounded
# The result is rounded to ten decimals.
# loses: edges
def tanh_backward(G, A):
    return np.round(G * (1 - A**2), 10)


# %% wrong single-precision
# The result is an array of float32.
def tanh_backward(G, A):
    return np.array(G * (1 - A**2), dtype="float32")


# %% wrong other-signature slope-alone
# The slope without the upstream gradient.
def tanh_backward(a):
    return 1 - a**2
