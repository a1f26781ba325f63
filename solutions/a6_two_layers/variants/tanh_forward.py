# %% right exponentials
# the tanh and its slope from exponentials that do not overflow
def tanh_forward(Z):
    E = np.exp(-2.0 * np.abs(Z))
    return np.sign(Z) * (1 - E) / (1 + E)


def tanh_backward(G, A):
    return G * (1 + A) * (1 - A)


# %% right loops
# plain loops over rows, units and inputs
def tanh_forward(Z):
    Z = np.asarray(Z, dtype=float)
    out = np.empty(Z.shape)
    for index in np.ndindex(Z.shape):
        out[index] = np.tanh(Z[index])
    return out


def tanh_backward(G, A):
    out = np.empty(np.shape(A))
    for index in np.ndindex(out.shape):
        out[index] = G[index] * (1 - A[index] ** 2)
    return out


def mlp_backward(G, cache):
    X, A1, W1, W2 = cache["X"], cache["A1"], cache["W1"], cache["W2"]
    dW1, db1 = np.zeros(W1.shape), np.zeros(W1.shape[0])
    dW2, db2 = np.zeros(W2.shape), np.zeros(W2.shape[0])
    dX = np.zeros(X.shape)
    for n in range(len(X)):
        for m in range(len(W2)):
            db2[m] += G[n, m]
            for h in range(len(W1)):
                dW2[m, h] += G[n, m] * A1[n, h]
                dz = G[n, m] * W2[m, h] * (1 - A1[n, h] ** 2)
                db1[h] += dz
                for d in range(X.shape[1]):
                    dW1[h, d] += dz * X[n, d]
                    dX[n, d] += dz * W1[h, d]
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "X": dX}


# %% wrong activation-omitted
# The entries come back as they are.
def tanh_forward(Z):
    return Z * 1.0


# %% wrong changes-argument
# The result is written into Z.
# loses: edges
def tanh_forward(Z):
    if Z.dtype.kind == "f":
        return np.tanh(Z, out=Z)
    return np.tanh(Z)


# %% wrong integer-truncation
# An integer array is filled.
# loses: edges
def tanh_forward(Z):
    out = np.zeros_like(Z)
    out[:] = np.tanh(Z)
    return out


# %% wrong none clipped
# The line that the tanh is near 0, cut off at 1.
def tanh_forward(Z):
    return np.clip(Z, -1.0, 1.0)


# %% wrong none half-the-argument
# e**z where e**(2*z) is due.
def tanh_forward(Z):
    return np.tanh(Z / 2)


# %% wrong none off-by-a-thousandth
# A factor of 1.001.
def tanh_forward(Z):
    return 1.001 * np.tanh(Z)


# %% wrong none small-matrices-only
# Right for at most four rows.
def tanh_forward(Z):
    return np.tanh(Z) if len(Z) <= 4 else np.tanh(Z) * 0.999


# %% wrong not-finite overflow
# The exponentials of the textbook overflow for large entries.
# loses: edges
def tanh_forward(Z):
    return (np.exp(Z) - np.exp(-1.0 * Z)) / (np.exp(Z) + np.exp(-1.0 * Z))


# %% wrong not-implemented
# Not written.
def tanh_forward(Z):
    raise NotImplementedError


# %% wrong not-implemented follow-forward-not-started
# The tanh is not written; what calls it is right.
# loses: tanh_forward, tanh_backward
def tanh_forward(Z):
    raise NotImplementedError


def tanh_backward(G, A):
    raise NotImplementedError


# %% wrong not-implemented follow-not-started
# Only train is written, and it is right.
# loses: tanh_forward, tanh_backward, mlp_forward, mlp_backward
def tanh_forward(Z):
    raise NotImplementedError


def tanh_backward(G, A):
    raise NotImplementedError


def mlp_forward(X, params):
    raise NotImplementedError


def mlp_backward(G, cache):
    raise NotImplementedError


# %% wrong returned-none
# The return is missing.
def tanh_forward(Z):
    np.tanh(Z)


# %% wrong sigmoid-for-tanh
# The logistic sigmoid.
def tanh_forward(Z):
    return 1 / (1 + np.exp(-Z))


# %% wrong sigmoid-for-tanh follow-forward-wrong
# Both functions of the tanh are those of the sigmoid; the rest calls them.
# loses: tanh_forward, tanh_backward
def tanh_forward(Z):
    return 1 / (1 + np.exp(-Z))


def tanh_backward(G, A):
    return G * A * (1 - A)


# %% wrong sign-flipped
# The exponentials the other way round.
def tanh_forward(Z):
    E = np.exp(-2.0 * np.abs(Z))
    return np.sign(Z) * (E - 1) / (E + 1)


# %% wrong upstream-ignored
# The slope of the tanh in the place of the tanh.
def tanh_forward(Z):
    return 1 - np.tanh(Z) ** 2


# %% wrong wrong-type list
# A list of rows.
def tanh_forward(Z):
    return np.tanh(Z).tolist()


# %% wrong none other-sizes
# Right for few rows only, else zeros.
def tanh_forward(Z):
    return np.zeros(Z.shape) if len(Z) > 12 else np.tanh(Z)


# %% wrong not-finite divided-by-itself
# A division that is nothing for most numbers, and nan for zeros.
# loses: edges
def tanh_forward(Z):
    with np.errstate(all="ignore"):
        return np.tanh(Z) * Z / Z
