# %% right integer_safe
# casts to float first, returns floats
def forward(x, w):
    return float(x) * float(w)


def loss(y_hat, y):
    error = float(y) - float(y_hat)
    return error**2


def gradients(x, w, y):
    x, w, y = float(x), float(w), float(y)
    g = 2.0 * (forward(x, w) - y)
    return dict(dL_dyhat=g, dyhat_dw=x, dL_dw=x * g, dL_dx=w * g, dL_dy=-g)


def update(w, grad, lr):
    w = float(w)
    w -= float(lr) * float(grad)
    return w


def largest_stable_lr(x):
    x = float(x)
    return 1.0 / (x * x)


# %% right numpy_scalars
# NumPy functions, which return NumPy scalars; train fills an array
import numpy as np


def forward(x, w):
    return np.multiply(x, w)


def loss(y_hat, y):
    return np.square(np.subtract(y, y_hat))


def gradients(x, w, y):
    upstream = np.float64(-2.0) * (y - np.multiply(x, w))
    local = np.array([x, w], dtype=np.float64)
    dw, dx = upstream * local
    return {"dL_dyhat": upstream, "dyhat_dw": local[0], "dL_dw": dw, "dL_dx": dx, "dL_dy": np.negative(upstream)}


def update(w, grad, lr):
    return np.subtract(w, np.multiply(lr, grad))


def train(x, y, w, lr, steps):
    weights = np.empty(steps + 1)
    weights[0] = w
    for t in range(steps):
        weights[t + 1] = update(weights[t], gradients(x, weights[t], y)["dL_dw"], lr)
    return weights


def largest_stable_lr(x):
    return np.power(float(x), -2)


# %% right zero_d_arrays
# 0-d arrays throughout
import numpy as np


def forward(x, w):
    return np.array(x * w)


def loss(y_hat, y):
    return np.array((y - y_hat) ** 2, dtype=float)


def gradients(x, w, y):
    g = -2.0 * (y - forward(x, w))
    found = {"dL_dyhat": g, "dyhat_dw": x, "dL_dw": g * x, "dL_dx": g * w, "dL_dy": -g}
    return {key: np.asarray(value, dtype=np.float64) for key, value in found.items()}


def update(w, grad, lr):
    return np.array(w - lr * grad)


def largest_stable_lr(x):
    return np.reciprocal(np.array(x, dtype=float) ** 2)


# %% wrong doubled
# A 2 of the loss's derivative in the model.
def forward(x, w):
    return 2 * x * w


# %% wrong inputs-forgotten
# The weight alone; right at the notebook's x = 1.
def forward(x, w):
    return w


# %% wrong integer-truncation
# Cast to int.
def forward(x, w):
    return int(x * w)


# %% wrong integer-truncation edge
# The result is stored with the type of the input.
# loses: edges
def forward(x, w):
    return type(x)(x * w)


# %% wrong keeps-state
# The first result is kept and returned for every later call.
_known = {}


def forward(x, w):
    if "y_hat" not in _known:
        _known["y_hat"] = x * w
    return _known["y_hat"]


# %% wrong none added
# Adds the weight in place of multiplying.
def forward(x, w):
    return x + w


# %% wrong none input-alone
# The input alone; right at the notebook's w = 1.
def forward(x, w):
    return x


# %% wrong none power
# x to the power of w; right at the notebook's w = 1.
def forward(x, w):
    return abs(x) ** w


# %% wrong none relu
# Cuts negative predictions off.
def forward(x, w):
    return max(0.0, x * w)


# %% wrong none rounded
# Rounded to two decimals.
def forward(x, w):
    return round(x * w, 2)


# %% wrong none scaled
# A factor of 1.001.
def forward(x, w):
    return 1.001 * x * w


# %% wrong none weight-squared
# Multiplies by the weight twice; right at w = 1.
def forward(x, w):
    return x * w * w


# %% wrong none zero-is-missing
# `or` takes the input 0 for a missing one.
# loses: edges
def forward(x, w):
    return (x or 1.0) * w


# %% wrong not-deterministic
# Random noise.
import random


def forward(x, w):
    return x * w + random.gauss(0, 0.1)


# %% wrong not-finite
# By logarithms, which negative numbers do not have.
import numpy as np


def forward(x, w):
    with np.errstate(all="ignore"):
        return np.exp(np.log(x) + np.log(w))


# %% wrong not-implemented
# Left as released.
def forward(x, w):
    raise NotImplementedError("forward is not written yet")


# %% wrong raised
# A name that does not exist.
def forward(x, w):
    return x * weight


# %% wrong raised integer-in-place
# An integer array cannot be multiplied by a float in place.
# loses: edges
import numpy as np


def forward(x, w):
    y_hat = np.array(x)
    y_hat *= w
    return y_hat


# %% wrong returned-none
# Computes and does not return.
def forward(x, w):
    y_hat = x * w


# %% wrong returned-none print
# Prints in place of returning.
def forward(x, w):
    print(x * w)


# %% wrong sign-flipped
# A minus that does not belong.
def forward(x, w):
    return -x * w


# %% wrong wrong-shape
# An array of one number.
import numpy as np


def forward(x, w):
    return np.array([x * w])


# %% wrong wrong-type comma
# A trailing comma makes it a tuple.
def forward(x, w):
    return (x * w,)


# %% wrong wrong-type complex
# A complex number.
def forward(x, w):
    return complex(x * w)


# %% wrong wrong-type list
# A list of one number.
def forward(x, w):
    return [x * w]


# %% wrong wrong-type text
# A formatted string.
def forward(x, w):
    return f"{x * w}"


# %% wrong none ten-decimals
# The prediction is rounded to ten decimals.
# loses: edges
def forward(x, w):
    return round(x * w, 10)


# %% wrong single-precision
# The product is a float32.
def forward(x, w):
    import numpy as np

    return np.float32(x) * np.float32(w)
