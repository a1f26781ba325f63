# %% wrong ascent
# Goes up the gradient.
def update(w, grad, lr):
    return w + lr * grad


# %% wrong ascent negative-rate
# Two minuses make a plus.
def update(w, grad, lr):
    step = -lr * grad
    return w - step


# %% wrong integer-truncation
# The result is stored with the type of the weight.
# loses: edges
def update(w, grad, lr):
    return type(w)(w - lr * grad)


# %% wrong learning-rate-ignored
# The whole gradient is taken off.
def update(w, grad, lr):
    return w - grad


# %% wrong learning-rate-ignored rate-fixed
# A fixed learning rate.
def update(w, grad, lr):
    return w - 0.01 * grad


# %% wrong none brackets
# The learning rate multiplies the weight too.
def update(w, grad, lr):
    return lr * (w - grad)


# %% wrong none double-step
# Twice the step.
def update(w, grad, lr):
    return w - 2 * lr * grad


# %% wrong none gradient-ignored
# The learning rate alone is taken off.
def update(w, grad, lr):
    return w - lr


# %% wrong none gradient-sign
# Only the sign of the gradient is used.
def update(w, grad, lr):
    return w - lr * (1 if grad > 0 else -1)


# %% wrong none halved-rate
# Half the step.
def update(w, grad, lr):
    return w - lr * grad / 2


# %% wrong none momentum-clipped
# The step is cut at 0.1.
def update(w, grad, lr):
    step = max(-0.1, min(0.1, lr * grad))
    return w - step


# %% wrong none scaled-weight
# Weight decay that nobody asked for.
def update(w, grad, lr):
    return w * (1 - lr) - lr * grad


# %% wrong none weight-kept
# The weight as it was.
def update(w, grad, lr):
    return w


# %% wrong none zero-is-missing
# `or` takes the learning rate 0 for a missing one.
# loses: edges
def update(w, grad, lr):
    return w - (lr or 0.01) * grad


# %% wrong not-implemented
# Left as released, so that train cannot call it either.
def update(w, grad, lr):
    raise NotImplementedError("update is not written yet")


# %% wrong raised integer-in-place
# A float cannot be taken from an integer array in place.
# loses: edges
import numpy as np


def update(w, grad, lr):
    w = np.array(w)
    w -= lr * grad
    return w


# %% wrong returned-none
# Changes its own name for the weight and does not return.
def update(w, grad, lr):
    w -= lr * grad


# %% wrong returns-step
# The step, without the weight.
def update(w, grad, lr):
    return lr * grad


# %% wrong returns-step negative
# The step with its sign, without the weight.
def update(w, grad, lr):
    return -lr * grad


# %% wrong sign-flipped
# The step minus the weight.
def update(w, grad, lr):
    return lr * grad - w


# %% wrong wrong-type
# A tuple of weight and step.
def update(w, grad, lr):
    return w - lr * grad, lr * grad


# %% wrong none falsy-gradient
# A weight of 0 counts as none at all.
# loses: edges
def update(w, grad, lr):
    return w - lr * grad if w else 0.0


# %% wrong none clipped-gradient
# Gradients above a hundred are cut down.
# loses: edges
def update(w, grad, lr):
    return w - lr * max(-100.0, min(100.0, grad))
