# %% right central_difference
# central differences with step 1, which are exact for a quadratic
def _slope(f, at):
    return (f(at + 1.0) - f(at - 1.0)) / 2


def gradients(x, w, y):
    return {
        "dL_dyhat": _slope(lambda guess: loss(guess, y), forward(x, w)),
        "dyhat_dw": _slope(lambda weight: forward(x, weight), w),
        "dL_dw": _slope(lambda weight: loss(forward(x, weight), y), w),
        "dL_dx": _slope(lambda value: loss(forward(value, w), y), x),
        "dL_dy": _slope(lambda target: loss(forward(x, w), target), y),
    }


# %% right chain_written_out
# every link of the chain has its own name; train writes the step itself
def gradients(x, w, y):
    y_hat = forward(x, w)
    error = y - y_hat
    dL_derror = 2 * error
    derror_dyhat = -1
    derror_dy = 1
    dyhat_dw = x
    dyhat_dx = w
    grads = {}
    grads["dL_dyhat"] = dL_derror * derror_dyhat
    grads["dyhat_dw"] = dyhat_dw
    grads["dL_dw"] = grads["dL_dyhat"] * dyhat_dw
    grads["dL_dx"] = grads["dL_dyhat"] * dyhat_dx
    grads["dL_dy"] = dL_derror * derror_dy
    grads["dyhat_dx"] = dyhat_dx
    return grads


def train(x, y, w, lr, steps):
    history = []
    step = 0
    while step < steps:
        history.append(w)
        w = w + lr * 2 * (y - w * x) * x
        step += 1
    history.append(w)
    return history


# %% right node_classes
# a small graph of objects, as an engine would do it
class _Node:
    def __init__(self, value):
        self.value = value
        self.grad = 0.0


class _Product:
    def __init__(self, a, b):
        self.a, self.b = a, b
        self.out = _Node(a.value * b.value)

    def backward(self):
        self.a.grad += self.out.grad * self.b.value
        self.b.grad += self.out.grad * self.a.value


class _SquaredError:
    def __init__(self, guess, target):
        self.guess, self.target = guess, target
        self.out = _Node((target.value - guess.value) ** 2)

    def backward(self):
        slope = 2 * (self.target.value - self.guess.value) * self.out.grad
        self.target.grad += slope
        self.guess.grad -= slope


def gradients(x, w, y):
    x, w, y = _Node(x), _Node(w), _Node(y)
    product = _Product(x, w)
    error = _SquaredError(product.out, y)
    error.out.grad = 1.0
    error.backward()
    product.backward()
    return {"dL_dyhat": product.out.grad, "dyhat_dw": x.value, "dL_dw": w.grad, "dL_dx": x.grad, "dL_dy": y.grad}


# %% wrong absolute-error
# The derivative of the absolute error.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -1.0 if y > x * w else 1.0
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong absolute-error doubled
# Twice the sign of the residual in place of twice the residual.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2.0 if y > x * w else 2.0
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong doubled
# One 2 too many.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -4 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong doubled dL_dw
# dL_dw with one 2 too many.
# loses: gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": 2 * (dL_dyhat * x),
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong doubled dL_dx
# dL_dx with one 2 too many.
# loses: gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": 2 * (dL_dyhat * w),
        "dL_dy": -dL_dyhat,
    }


# %% wrong doubled dL_dy
# dL_dy with one 2 too many.
# loses: gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": 2 * (-dL_dyhat),
    }


# %% wrong doubled dL_dyhat
# dL_dyhat with one 2 too many.
# loses: gradients:dL_dyhat
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": 2 * (dL_dyhat),
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong dropped-two
# The derivative of the square without its 2.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -(y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong dropped-two dL_dw
# dL_dw without the 2 of the square.
# loses: gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": -(y - x * w) * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong dropped-two dL_dx
# dL_dx without the 2 of the square.
# loses: gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": -(y - x * w) * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong dropped-two dL_dy
# dL_dy without the 2 of the square.
# loses: gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": y - x * w,
    }


# %% wrong dropped-two dL_dyhat
# dL_dyhat without the 2 of the square.
# loses: gradients:dL_dyhat
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat / 2,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong dropped-two reversed
# The derivative of half the square.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = x * w - y
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong inputs-forgotten
# The last link of the chain, the input, is forgotten.
# loses: gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong inputs-forgotten dyhat_dw
# 1 where the input is due; right at x = 1.
# loses: gradients:dyhat_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": 1.0,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong inputs-forgotten everywhere
# The input is taken for 1 in both.
# loses: gradients:dyhat_dw, gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": 1.0,
        "dL_dw": dL_dyhat * 1.0,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong integer-truncation
# The results are kept in an array of the input's type.
# loses: edges of gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
import numpy as np


def gradients(x, w, y):
    names = ("dL_dyhat", "dyhat_dw", "dL_dw", "dL_dx", "dL_dy")
    upstream = -2 * (y - x * w)
    kept = np.full(5, x)
    kept[:] = upstream, x, upstream * x, upstream * w, -upstream
    return dict(zip(names, kept))


# %% wrong keeps-state
# Adds up from call to call, as .grad does in torch.
# loses: gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
_total = {}


def gradients(x, w, y):
    upstream = -2 * (y - x * w)
    new = {"dL_dyhat": upstream, "dyhat_dw": x, "dL_dw": upstream * x, "dL_dx": upstream * w, "dL_dy": -upstream}
    for key, value in new.items():
        _total[key] = _total.get(key, 0.0) + value
    return dict(_total)


# %% wrong none absolute-dL_dx
# The size of the gradient without its sign.
# loses: gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": abs(dL_dyhat * w),
        "dL_dy": -dL_dyhat,
    }


# %% wrong none chain-inside-first
# The gradient for the weight under the prediction's name.
# loses: gradients:dL_dyhat
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat * x,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong factors-swapped dL_dw
# The weight where the input is due.
# loses: gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * w,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong factors-swapped dL_dx
# The input where the weight is due.
# loses: gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * x,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none dL_dx-without-weight
# The last link towards the input, the weight, is forgotten.
# loses: gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none forward-difference
# One-sided differences with too large a step.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    h = 1e-3
    dL_dyhat = ((y - x * w - h) ** 2 - (y - x * w) ** 2) / h
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none input-squared
# The input twice; right at x = 1.
# loses: gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none links-added
# Adds the links of the chain in place of multiplying.
# loses: gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat + x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none links-added-both
# Adds the links of the chain in place of multiplying.
# loses: gradients:dL_dw, gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat + x,
        "dL_dx": dL_dyhat + w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none local-is-prediction
# The prediction where the local gradient is due.
# loses: gradients:dyhat_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x * w,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none local-is-whole-chain
# The whole chain where one link is due.
# loses: gradients:dyhat_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": dL_dyhat * x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong factors-swapped dyhat_dw
# The local gradient for the input, not for the weight.
# loses: gradients:dyhat_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": w,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none loss-for-slope
# The loss itself where its derivative is due.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = (y - x * w) ** 2
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none residual-with-plus
# Prediction plus target.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = 2 * (x * w + y)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none rounded-dL_dw
# Rounded to four decimals.
# loses: gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": round(dL_dyhat * x, 4),
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none scaled
# Every entry times 1.001.
# loses: gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2.002 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": 1.001 * x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong factors-swapped
# The two gradients under each other's name.
# loses: gradients:dL_dw, gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * w,
        "dL_dx": dL_dyhat * x,
        "dL_dy": -dL_dyhat,
    }


# %% wrong factors-swapped everywhere
# The factors of input and weight are exchanged in each link and in each product.
# loses: gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    dyhat_dw, dyhat_dx = w, x
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": dyhat_dw,
        "dL_dw": dL_dyhat * dyhat_dw,
        "dL_dx": dL_dyhat * dyhat_dx,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none target-constant
# The target taken for a constant.
# loses: gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": 0.0,
    }


# %% wrong none target-with-input
# The target's gradient times the input.
# loses: gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat * x,
    }


# %% wrong none weight-forgotten
# The residual of the input, without the weight; right at w = 1.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none weight-twice
# The weight twice; right at w = 1.
# loses: gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong none zero-is-missing
# `or` takes the input 0 for a missing one.
# loses: edges of gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    x = x or 1.0
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong not-finite
# A placeholder was left.
# loses: gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": float("nan"),
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong not-implemented
# Left as released, so that train cannot call it either.
# loses: gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    raise NotImplementedError("gradients is not written yet")


# %% wrong raised
# The dict is called like a function.
# loses: gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    grads = {"dL_dyhat": -2 * (y - x * w), "dyhat_dw": x}
    grads["dL_dw"] = grads("dL_dyhat") * grads("dyhat_dw")
    return grads


# %% wrong raised division-by-input
# dL_dx is found by dividing by the input, which may be 0.
# loses: edges of gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * x * w / x,
        "dL_dy": -dL_dyhat,
    }


# %% wrong raised integer-in-place
# An integer array cannot be changed by a float in place.
# loses: edges of gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
import numpy as np


def gradients(x, w, y):
    error = np.array(y)
    error -= x * np.array(w, dtype=float)
    upstream = -2 * error
    return {"dL_dyhat": upstream, "dyhat_dw": x, "dL_dw": upstream * x, "dL_dx": upstream * w, "dL_dy": -upstream}


# %% wrong returned-none
# The dict is built and not returned.
# loses: gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    upstream = -2 * (y - x * w)
    grads = {"dL_dyhat": upstream, "dyhat_dw": x, "dL_dw": upstream * x, "dL_dx": upstream * w, "dL_dy": -upstream}


# %% wrong wrong-type entry-is-none
# The last entry was never filled in.
# loses: gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": None,
    }


# %% wrong sign-flipped
# The inner derivative -1 forgotten.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = 2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong sign-flipped+dropped-two
# Neither the 2 nor the inner derivative.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = y - x * w
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong sign-flipped dL_dw
# dL_dw with the opposite sign.
# loses: gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": -dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong sign-flipped dL_dx
# dL_dx with the opposite sign.
# loses: gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": -dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong sign-flipped dL_dy
# dL_dy with the opposite sign.
# loses: gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": dL_dyhat,
    }


# %% wrong sign-flipped dL_dyhat
# dL_dyhat with the opposite sign.
# loses: gradients:dL_dyhat
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": -dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong sign-flipped dyhat_dw
# dyhat_dw with the opposite sign.
# loses: gradients:dyhat_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": -x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong sign-flipped every-key
# Every entry with the opposite sign, the local one too.
# loses: gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = 2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": -x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong upstream-ignored
# The local gradients, without what comes from the loss.
# loses: gradients:dL_dw, gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": x,
        "dL_dx": w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong upstream-ignored dL_dw
# The local gradient, without what comes from the loss.
# loses: gradients:dL_dw
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong upstream-ignored dL_dx
# The local gradient, without what comes from the loss.
# loses: gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong upstream-ignored dL_dy
# 1 where the slope of the square is due.
# loses: gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": 1.0,
    }


# %% wrong used-prediction
# The prediction where the residual is due.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = 2 * x * w
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong used-target
# The target where the residual is due.
# loses: gradients:dL_dyhat, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * y
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
        "dL_dy": -dL_dyhat,
    }


# %% wrong wrong-shape
# Arrays of one number.
# loses: gradients:dL_dx, gradients:dL_dy
import numpy as np


def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": np.array([dL_dyhat * w]),
        "dL_dy": np.array([-dL_dyhat]),
    }


# %% wrong wrong-type lists
# Every entry is a list of one number.
# loses: gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    upstream = -2 * (y - x * w)
    found = {"dL_dyhat": upstream, "dyhat_dw": x, "dL_dw": upstream * x, "dL_dx": upstream * w, "dL_dy": -upstream}
    return {key: [value] for key, value in found.items()}


# %% wrong wrong-type missing-key
# The last key is missing.
# loses: gradients:dL_dy
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": dL_dyhat * w,
    }


# %% wrong wrong-type misspelt
# A key with one underscore too many.
# loses: gradients:dL_dyhat
def gradients(x, w, y):
    upstream = -2 * (y - x * w)
    return {"dL_dy_hat": upstream, "dyhat_dw": x, "dL_dw": upstream * x, "dL_dx": upstream * w, "dL_dy": -upstream}


# %% wrong wrong-type text
# A formatted string.
# loses: gradients:dL_dx
def gradients(x, w, y):
    dL_dyhat = -2 * (y - x * w)
    return {
        "dL_dyhat": dL_dyhat,
        "dyhat_dw": x,
        "dL_dw": dL_dyhat * x,
        "dL_dx": f"{dL_dyhat * w:.6f}",
        "dL_dy": -dL_dyhat,
    }


# %% wrong wrong-type tuple
# A tuple in place of the dict.
# loses: gradients:dL_dyhat, gradients:dyhat_dw, gradients:dL_dw, gradients:dL_dx, gradients:dL_dy
def gradients(x, w, y):
    upstream = -2 * (y - x * w)
    return upstream, x, upstream * x, upstream * w, -upstream


# %% wrong none ten-decimals
# Everything is rounded to ten decimals.
# loses: edges
_gradients = gradients


def gradients(x, w, y):
    return {key: round(value, 10) for key, value in _gradients(x, w, y).items()}


# %% wrong raised divided-by-the-weight
# The gradient of x is found from the gradient of w, divided by w.
# loses: edges
_gradients = gradients


def gradients(x, w, y):
    grads = _gradients(x, w, y)
    return grads | {"dL_dx": grads["dL_dyhat"] * w * w / w}
