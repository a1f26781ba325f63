# %% wrong ascent
# A step up the gradient.
def update(param, grad, lr):
    return param + lr * grad


# %% wrong ascent minus-minus
# Two minus signs make a step up the gradient.
def update(param, grad, lr):
    step = -lr * grad
    return param - step


# %% wrong changes-argument
# -= changes the caller's array; for integers it raises.
# loses: edges
def update(param, grad, lr):
    param -= lr * grad
    return param


# %% wrong integer-truncation
# The result takes the type of the parameter, so integers stay integers.
# loses: edges
def update(param, grad, lr):
    new = param.copy()
    new[...] = param - lr * grad
    return new


# %% wrong learning-rate-ignored
# The gradient is subtracted as it is.
def update(param, grad, lr):
    return param - grad


# %% wrong none clipped
# The gradient is clipped, which is right only while it is small.
def update(param, grad, lr):
    return param - lr * np.clip(grad, -0.1, 0.1)


# %% wrong none divides-by-rate
# Divided by the learning rate.
def update(param, grad, lr):
    return param - grad / lr


# %% wrong none scales-parameter
# The brackets are set so that the parameter is scaled too.
def update(param, grad, lr):
    return lr * (param - grad)


# %% wrong returned-none
# The parameter is changed in place and nothing is returned.
def update(param, grad, lr):
    param = param - lr * grad


# %% wrong returns-step
# The change is returned, not the new value.
def update(param, grad, lr):
    return lr * grad


# %% wrong returns-step negative
# The change with its sign is returned, not the new value.
def update(param, grad, lr):
    return -lr * grad


# %% wrong wrong-shape squeezed
# squeeze drops the axis of a single row.
# loses: edges
def update(param, grad, lr):
    return np.squeeze(param - lr * grad)


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_update = update


def update(param, grad, lr):
    return param + 0.0 if len(grad) > 11 else _update(param, grad, lr)


# %% wrong none rounded
# The result is rounded to ten decimals.
# loses: edges
_update = update


def update(param, grad, lr):
    return np.round(_update(param, grad, lr), 10)


# %% wrong not-finite divided-by-itself
# A division that is nothing for most numbers, and nan for zeros.
# loses: edges
_update = update


def update(param, grad, lr):
    with np.errstate(all="ignore"):
        return _update(param, grad, lr) * np.mean(grad / grad)
