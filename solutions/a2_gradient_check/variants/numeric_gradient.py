# %% right flat_iterator
# indices by unravel_index, central difference as two halves
def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros(np.shape(x), dtype=float)
    for number in range(np.size(x)):
        place = np.unravel_index(number, np.shape(x)) if np.ndim(x) else ()
        point = np.asarray(x).astype(float)
        point[place] += h
        gradient[place] += f(point) / (2 * h)
        point = np.asarray(x).astype(float)
        point[place] -= h
        gradient[place] -= f(point) / (2 * h)
    return gradient


def relative_error(a, b):
    a, b = np.asarray(a) * 1.0, np.asarray(b) * 1.0
    if a.shape != b.shape:
        raise ValueError("shape")
    return np.divide(np.fabs(a - b), np.fmax(np.fabs(a) + np.fabs(b), 1e-12)).max() + 0 * (a.sum() + b.sum())


# %% right flat_list
# one list of Python floats, rebuilt for each call
def numeric_gradient(f, x, h=1e-5):
    shape = np.shape(x)
    values = [float(v) for v in np.ravel(x)]
    slopes = []
    for i, v in enumerate(values):
        up = np.array([*values[:i], v + h, *values[i + 1 :]]).reshape(shape)
        down = np.array([*values[:i], v - h, *values[i + 1 :]]).reshape(shape)
        slopes.append((f(up) - f(down)) / (h + h))
    return np.array(slopes).reshape(shape)


def relative_error(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError
    worst = 0.0
    for p, q in zip(np.ravel(a).tolist(), np.ravel(b).tolist()):
        ratio = abs(p - q) / max(1e-12, abs(p) + abs(q))
        if not ratio <= worst:
            worst = ratio
            if ratio != ratio:
                break
    return worst


def scale_and_residual(g, ref):
    if np.shape(g) != np.shape(ref):
        raise ValueError("shapes")
    pairs = list(zip(np.ravel(g).tolist(), np.ravel(ref).tolist()))
    below = sum(q * q for _, q in pairs)
    if below == 0:
        return float("nan"), float("nan")
    k = sum(p * q for p, q in pairs) / below
    rest = sum((p - k * q) ** 2 for p, q in pairs)
    return k, (rest / below) ** 0.5


# %% right helpers
# helper functions, recursion over the axes
def moved(x, place, by):
    y = np.array(x, dtype=float)
    y[place] = y[place] + by
    return y


def slopes(f, x, h, place=()):
    if len(place) == np.ndim(x):
        return (f(moved(x, place, h)) - f(moved(x, place, -h))) / (2.0 * h)
    return [slopes(f, x, h, (*place, i)) for i in range(np.shape(x)[len(place)])]


def numeric_gradient(f, x, h=1e-5):
    return np.array(slopes(f, x, h), dtype=float)


def dot(p, q):
    return float((np.asarray(p, float) * np.asarray(q, float)).sum())


def scale_and_residual(g, ref):
    if np.shape(g) != np.shape(ref):
        raise ValueError("shapes")
    if dot(ref, ref) == 0.0:
        return float("nan"), float("nan")
    k = dot(g, ref) / dot(ref, ref)
    rest = np.subtract(g, np.multiply(k, ref))
    return k, (dot(rest, rest) ** 0.5) / (dot(ref, ref) ** 0.5)


def is_multiple(g, ref):
    k, r = scale_and_residual(g, ref)
    return r < 1e-6 * abs(k), k


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if np.linalg.norm(np.ravel(g)) == 0.0:
        return "zero"
    multiple, k = is_multiple(g, ref)
    if multiple and k < 0:
        return "flipped"
    if multiple and k > 0:
        return "scaled"
    return "wrong"


# %% right in_place_guarded
# x itself is moved and put back in a finally
def numeric_gradient(f, x, h=1e-5):
    x = x if x.dtype == float else x.astype(float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        try:
            x[i] = old + h
            above = f(x)
            x[i] = old - h
            below = f(x)
        finally:
            x[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient


# %% right nditer
# np.nditer over the copy, masked sums, a table of rules
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


# %% right unit_vectors
# rows of an identity matrix as moves
def numeric_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    moves = h * np.eye(x.size).reshape((x.size, *x.shape))
    return np.array([(f(x + move) - f(x - move)) / (2 * h) for move in moves]).reshape(x.shape)


def scale_and_residual(g, ref):
    if np.shape(g) != np.shape(ref):
        raise ValueError("unequal shapes")
    g, ref = np.ravel(g).astype(float), np.ravel(ref).astype(float)
    if not ref.any():
        return np.nan, np.nan
    k = g @ ref / (ref @ ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)


# %% right where_mask
# np.where picks the moved entry; verdict by exceptions
def numeric_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    number = np.arange(x.size).reshape(x.shape)

    def slope(i):
        return (f(np.where(number == i, x + h, x)) - f(np.where(number == i, x - h, x))) / (2 * h)

    return np.vectorize(slope, otypes=[float])(number) if x.ndim else np.asarray(slope(0))


def verdict(g, ref):
    try:
        error = relative_error(g, ref)
    except ValueError:
        return "wrong shape"
    if error < 1e-6:
        return "ok"
    if np.all(np.equal(g, 0)):
        return "zero"
    k, r = scale_and_residual(g, ref)
    return ("flipped" if k < 0 else "scaled") if r < 1e-6 * abs(k) else "wrong"


# %% wrong below-minus-above
# Below minus above.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(down) - f(up)) / (2 * h)
    return gradient


# %% wrong changes-argument
# x is moved in place, and the way back is a sum that rounds.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    if x.dtype.kind == "i":
        x = x.astype(float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        x[i] += h
        gradient[i] = (above - below) / (2 * h)
    return gradient


# %% wrong changes-argument last
# The last entry is not put back.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    point = x if x.dtype == float else x.astype(float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(point.shape):
        old = point[i]
        point[i] = old + h
        above = f(point)
        point[i] = old - h
        gradient[i] = (above - f(point)) / (2 * h)
        if i != tuple(n - 1 for n in point.shape):
            point[i] = old
    return gradient


# %% wrong divided-by-h
# The two places are 2*h apart, not h.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / h
    return gradient


# %% wrong forward-difference
# One move and the place itself: the error falls with h, not with h**2.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    here = f(point)
    for i in np.ndindex(point.shape):
        moved = point.copy()
        moved[i] += h
        gradient[i] = (f(moved) - here) / h
    return gradient


# %% wrong forward-difference backward
# The move goes down, and nothing moves up.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        moved = point.copy()
        moved[i] -= h
        gradient[i] = (f(point) - f(moved)) / h
    return gradient


# %% wrong forward-difference halved
# The distance of a central difference below a one-sided one.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        moved = point.copy()
        moved[i] += h
        gradient[i] = (f(moved) - f(point)) / (2 * h)
    return gradient


# %% wrong integer-truncation
# Copies of an array of integers stay integers, and so does what is written into them.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] = x[i] + h
        down[i] = x[i] - h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong integer-truncation both
# Both the places and the result are integers.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] = x[i] + h
        down[i] = x[i] - h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong integer-truncation result
# zeros_like takes the integers of x along.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong keeps-state
# A counter that outlives the call scales the result, by too little for the comparison.
values = {}


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    values[len(values)] = gradient
    return gradient * (1 + 8e-10 * len(values))


# %% wrong moved-together
# All entries are moved at once.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    slope = (f(point + h) - f(point - h)) / (2 * h)
    return np.full(point.shape, slope)


# %% wrong moved-together number
# All entries are moved at once, and one number comes back.
def numeric_gradient(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


# %% wrong moved-together rows
# The loop runs over the rows of a matrix and moves whole rows; a vector comes out right.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in range(len(point)):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong none absolute
# The size of the slope only.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = abs(f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong none column-order
# The entries are collected in the order of the columns.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    slopes = []
    for i in np.ndindex(point.T.shape):
        up, down = point.copy(), point.copy()
        up.T[i] += h
        down.T[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.array(slopes).reshape(point.shape)


# %% wrong none divided-by-h-precedence
# Without parentheses the half is multiplied by h.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / 2 * h
    return gradient


# %% wrong none error-renamed
# An error of f becomes another one.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        try:
            gradient[i] = (f(up) - f(down)) / (2 * h)
        except ArithmeticError as error:
            raise ValueError("f cannot be computed") from error
    return gradient


# %% wrong none error-swallowed
# An error of f is swallowed, and NaN comes back.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        try:
            gradient[i] = (f(up) - f(down)) / (2 * h)
        except ArithmeticError:
            gradient[i] = np.nan
    return gradient


# %% wrong none four-point
# A stencil of four points, more exact than the one that is due.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        values = []
        for step in (-2 * h, -h, h, 2 * h):
            moved = point.copy()
            moved[i] += step
            values.append(f(moved))
        gradient[i] = (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * h)
    return gradient


# %% wrong none not-divided
# The difference is not divided by anything.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = f(up) - f(down)
    return gradient


# %% wrong none random-direction
# A slope along one random direction, handed out to all entries.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    way = np.random.default_rng(0).choice([-1.0, 1.0], point.shape)
    return way * (f(point + h * way) - f(point - h * way)) / (2 * h)


# %% wrong none relative-step
# The step is taken relative to the entry.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        step = h * max(1.0, abs(point[i]))
        up[i] += step
        down[i] -= step
        gradient[i] = (f(up) - f(down)) / (2 * step)
    return gradient


# %% wrong none return-in-loop
# The first entry only: the return stands in the loop.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
        return gradient


# %% wrong none rounded
# Rounded to six digits.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = round((f(up) - f(down)) / (2 * h), 6)
    return gradient


# %% wrong none scaled
# Off by a thousandth.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = 1.001 * (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong none single-precision
# The gradient is collected in single precision.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape, dtype=np.float32)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong none small-only
# Only the first six entries are done.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in list(np.ndindex(point.shape))[:6]:
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong none two-axes-only
# Vectors and matrices only.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    places = [(i,) for i in range(len(point))] if point.ndim == 1 else np.argwhere(np.ones(point.shape[:2]))
    for place in map(tuple, places):
        up, down = point.copy(), point.copy()
        up[place] += h
        down[place] -= h
        gradient[place] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong not-deterministic
# Noise below the tolerance, drawn anew each time.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient * (1 + 8e-9 * np.random.default_rng().uniform(-1, 1))


# %% wrong not-implemented
# Not written yet.
def numeric_gradient(f, x, h=1e-5):
    raise NotImplementedError


# %% wrong not-moved-back
# An entry stays where its last move left it.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        point[i] += h
        above = f(point)
        point[i] -= 2 * h
        gradient[i] = (above - f(point)) / (2 * h)
    return gradient


# %% wrong not-moved-back above
# Down first, then up, and up it stays.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        point[i] -= h
        below = f(point)
        point[i] += 2 * h
        gradient[i] = (f(point) - below) / (2 * h)
    return gradient


# %% wrong not-moved-back forward
# One-sided, and each entry stays moved.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        before = f(point)
        point[i] += h
        gradient[i] = (f(point) - before) / h
    return gradient


# %% wrong not-restored-on-error
# x is put back only where f raises no error.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    point = x if x.dtype == float else x.astype(float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(point.shape):
        old = point[i]
        point[i] = old + h
        above = f(point)
        point[i] = old - h
        below = f(point)
        point[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient


# %% wrong not-restored-on-error half
# Only the first of the two calls is guarded.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    point = x if x.dtype == float else x.astype(float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(point.shape):
        old = point[i]
        try:
            point[i] = old + h
            above = f(point)
        finally:
            point[i] = old
        point[i] = old - h
        below = f(point)
        point[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient


# %% wrong raised flat-argument
# f is handed a vector in the place of the matrix that it takes.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float).ravel()
    gradient = np.zeros(point.size)
    for i in range(point.size):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient.reshape(x.shape)


# %% wrong raised no-zero-axes
# len() of an array without axes.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    assert len(x) > 0
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong raised vectors-only
# Indices of a vector are used for every array.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.size)
    for i in range(point.size):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong returned-none
# The gradient is computed and not returned.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)


# %% wrong same-place
# One copy under two names.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up = down = point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong same-place in-x
# The caller's x under two names, not even copied as floats.
def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x, x
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong same-place no-copy
# x itself under two names.
def numeric_gradient(f, x, h=1e-5):
    x = x.astype(float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x, x
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong same-place at-x
# The copies are moved, and f is called at x.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(point) - f(point)) / (2 * h)
    return gradient


# %% wrong none never-filled-in
# f is called at the right places, and nothing is stored.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        slope = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong step-ignored
# The default step, whatever is given.
def numeric_gradient(f, x, h=1e-5):
    h = 1e-5
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong step-ignored own
# A step of its own.
def numeric_gradient(f, x, h=1e-5):
    step = 1e-4
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += step
        down[i] -= step
        gradient[i] = (f(up) - f(down)) / (2 * step)
    return gradient


# %% wrong too-many-calls
# f is called once more, at x itself.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    f(point)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong too-many-calls four
# Each value is computed twice.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        if np.isfinite(f(up)) and np.isfinite(f(down)):
            gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


# %% wrong wrong-shape flattened
# The gradient of a matrix comes out as a vector.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = []
    for i in range(point.size):
        up, down = point.copy(), point.copy()
        up.flat[i] += h
        down.flat[i] -= h
        gradient.append((f(up) - f(down)) / (2 * h))
    return np.array(gradient)


# %% wrong wrong-shape squeezed
# Axes of length 1 are dropped.
# loses: edges
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient.squeeze()


# %% wrong wrong-type list
# A list of numbers.
def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient.tolist()


# %% wrong none other-sizes
# Right for few entries only, else zeros.
_numeric_gradient = numeric_gradient


def numeric_gradient(f, x, h=1e-5):
    return np.zeros(np.shape(x)) if np.size(x) > 12 else _numeric_gradient(f, x, h)
