# %% right copies_in_place
# copies of the parameters, changed in place
def train(X, Y, params, lr, epochs):
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    losses = np.zeros(epochs)
    for t in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        difference = Y_hat - Y
        losses[t] = (difference**2).sum()
        grads = mlp_backward(2 * difference, cache)
        for name in params:
            params[name] -= lr * grads[name]
    return params, losses


# %% right inlined_train
# one function that does everything, without the others
def train(X, Y, params, lr, epochs):
    W1, b1, W2, b2 = (np.array(params[name], dtype=float) for name in ("W1", "b1", "W2", "b2"))
    losses = []
    for _ in range(epochs):
        A1 = np.tanh(X @ W1.T + b1)
        R = A1 @ W2.T + b2 - Y
        losses.append(np.vdot(R, R))
        G = 2 * R
        dZ1 = (G @ W2) * (1 - A1**2)
        W2 -= lr * G.T @ A1
        b2 -= lr * G.sum(axis=0)
        W1 -= lr * dZ1.T @ X
        b1 -= lr * dZ1.sum(axis=0)
    return dict(W1=W1, b1=b1, W2=W2, b2=b2), losses


# %% wrong absolute-error
# The sum of the absolute errors is noted.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(np.abs(Y_hat - Y).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong ascent
# The residual the other way round.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y - Y_hat), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong ascent plus
# Plus the gradient.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] + lr * grads[name] for name in params}
    return params, losses


# %% wrong bias-not-updated
# Only the weights are updated.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = params | {name: params[name] - lr * grads[name] for name in ("W1", "W2")}
    return params, losses


# %% wrong bias-not-updated hidden
# b1 is forgotten.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = params | {name: params[name] - lr * grads[name] for name in ("W1", "W2", "b2")}
    return params, losses


# %% wrong changes-argument
# The dict of the start is changed.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        for name in params:
            params[name] = params[name] - lr * grads[name]
    return params, losses


# %% wrong changes-argument arrays
# The arrays of the start are changed in place.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        for name in params:
            if params[name].dtype.kind == "i":
                params = params | {name: params[name] * 1.0}
            params[name] -= lr * grads[name]
    return params, losses


# %% wrong divided-by-rows
# The mean over rows.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum() / len(X)))
        grads = mlp_backward(2 * (Y_hat - Y) / len(X), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong divided-by-rows steps
# The steps belong to the mean over rows.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y) / len(X), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong doubled
# A 2 too many in dL/dY_hat.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(4 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong dropped-two
# The 2 of the square is missing in dL/dY_hat.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(Y_hat - Y, cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong half-loss
# Half the squared error, in the loss and in its gradient.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum() / 2))
        grads = mlp_backward(Y_hat - Y, cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong half-loss noted
# Only the loss that is noted is halved.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum() / 2))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong integer-truncation
# The parameters keep the kind of their start.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: (params[name] - lr * grads[name]).astype(params[name].dtype) for name in params}
    return params, losses


# %% wrong layer-not-updated
# The hidden layer keeps its start.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = params | {name: params[name] - lr * grads[name] for name in ("W2", "b2")}
    return params, losses


# %% wrong layer-not-updated output
# The output layer keeps its start.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = params | {name: params[name] - lr * grads[name] for name in ("W1", "b1")}
    return params, losses


# %% wrong learning-rate-ignored
# A rate of the student's own.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - 0.01 * grads[name] for name in params}
    return params, losses


# %% wrong loss-after-step
# The loss is noted after the step.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        pass
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
        losses.append(float(((mlp_forward(X, params)[0] - Y) ** 2).sum()))
    return params, losses


# %% wrong mean-for-sum
# The mean over all elements.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).mean()))
        grads = mlp_backward(2 * (Y_hat - Y) / Y.size, cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong mean-for-sum noted
# The mean is noted, the sum is trained.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).mean()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong mean-for-sum steps
# The sum is noted, the mean is trained.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y) / Y.size, cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong none clipped
# Gradients larger than 1 are cut off.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * np.clip(grads[name], -1, 1) for name in params}
    return params, losses


# %% wrong computed-once
# The forward pass is done once, before the loop.
def train(X, Y, params, lr, epochs):
    losses = []
    Y_hat, cache = mlp_forward(X, params)
    grads = mlp_backward(2 * (Y_hat - Y), cache)
    for _ in range(epochs):
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong none momentum
# Half of the step before is added.
def train(X, Y, params, lr, epochs):
    losses = []
    step = {name: 0 for name in params}
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        step = {name: 0.5 * step[name] + lr * grads[name] for name in params}
        params = {name: params[name] - step[name] for name in params}
    return params, losses


# %% wrong none own-start
# The start is drawn anew.
def train(X, Y, params, lr, epochs):
    losses = []
    rng = np.random.default_rng(0)
    params = {name: rng.standard_normal(np.shape(value)) for name, value in params.items()}
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong none prediction-as-upstream
# The backward pass gets the prediction.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * Y_hat, cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong steps-per-sample row-by-row
# A step after each row.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(float(((mlp_forward(X, params)[0] - Y) ** 2).sum()))
        for n in range(len(X)):
            Y_hat, cache = mlp_forward(X[n : n + 1], params)
            grads = mlp_backward(2 * (Y_hat - Y[n : n + 1]), cache)
            params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong none upstream-of-ones
# The backward pass gets ones, whatever the loss is.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(np.ones_like(Y_hat), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong not-implemented
# Not written.
def train(X, Y, params, lr, epochs):
    raise NotImplementedError


# %% wrong not-squared
# The sum of the residuals is noted.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float((Y_hat - Y).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong not-zeroed
# The gradients of all steps are added up.
def train(X, Y, params, lr, epochs):
    losses = []
    total = {name: 0 for name in params}
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        total = {name: total[name] + grads[name] for name in params}
        params = {name: params[name] - lr * total[name] for name in params}
    return params, losses


# %% wrong one-step-long
# One step too many.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs + 1):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong one-step-short
# One step too few.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs - 1):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong one-step-short losses
# All losses and one step too few.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        if len(losses) < epochs:
            params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong raised no-steps
# An array of losses is asked for its last entry, also without a step.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses + losses[epochs:] if losses[-1] is not None else losses


# %% wrong updated-too-early
# W2 is changed before the gradient goes back through it.
def train(X, Y, params, lr, epochs):
    W1, b1, W2, b2 = (np.array(params[name], dtype=float) for name in ("W1", "b1", "W2", "b2"))
    losses = []
    for _ in range(epochs):
        A1 = np.tanh(X @ W1.T + b1)
        R = A1 @ W2.T + b2 - Y
        losses.append(float((R**2).sum()))
        W2 = W2 - lr * 2 * R.T @ A1
        b2 = b2 - lr * 2 * R.sum(axis=0)
        dZ1 = 2 * R @ W2 * (1 - A1**2)
        W1 = W1 - lr * dZ1.T @ X
        b1 = b1 - lr * dZ1.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


# %% wrong updated-too-early forward
# Another forward pass between the layers.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        for layer in (("W2", "b2"), ("W1", "b1")):
            Y_hat, cache = mlp_forward(X, params)
            grads = mlp_backward(2 * (Y_hat - Y), cache)
            params = params | {name: params[name] - lr * grads[name] for name in layer}
    return params, losses


# %% wrong wrong-type last-loss
# Only the last loss is returned.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses[-1] if losses else []


# %% wrong wrong-type losses-only
# The parameters are not returned.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return losses


# %% wrong stops-early small-change
# The loop is left when the loss hardly changes.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
        if len(losses) > 1 and abs(losses[-2] - losses[-1]) < 1e-10:
            break
    return params, losses


# %% wrong stops-early small-gradient
# The loop is left when all gradients are nearly zero.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        if max(np.abs(grads[name]).max() for name in params) < 1e-8:
            break
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong stops-early no-loss-left
# The loop is left where the loss is zero.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        if losses[-1] < 1e-12:
            break
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong stops-early when-loss-grows
# The loop is left when the loss grows.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong stops-early sixty-steps
# The loop takes sixty steps at most.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        if len(losses) > 60:
            losses.pop()
            break
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong stops-early return-in-loop
# The return stands inside the loop.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
        return params, losses
    return params, losses


# %% wrong none at-least-two-steps
# A run of a single step takes a second step.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
        if epochs == 1:
            return train(X, Y, params, lr, 2)
    return params, losses


# %% wrong keeps-best
# The parameters with the lowest loss so far are returned.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses, best, lowest = [], params, np.inf
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
        after = float(((mlp_forward(X, params)[0] - Y) ** 2).sum())
        if after < lowest:
            best, lowest = params, after
    return best, losses


# %% wrong keeps-best if-not-lower
# At the end the best parameters are taken back if the last step made the loss grow.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses, passed = [], [params]
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
        passed.append(params)
    if losses and losses[-1] > min(losses):
        params = passed[int(np.argmin(losses))]
    return params, losses


# %% wrong keeps-best copies
# Copies of the best parameters are kept while the loss falls.
# loses: edges
def train(X, Y, params, lr, epochs):
    losses, best, lowest = [], {name: value.copy() for name, value in params.items()}, None
    for step in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        if lowest is None or losses[-1] < lowest:
            best, lowest = {name: value.copy() for name, value in params.items()}, losses[-1]
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
        if step == epochs - 1 and float(((mlp_forward(X, params)[0] - Y) ** 2).sum()) <= lowest:
            best = params
    return best, losses


# %% wrong not-updated
# The name of the loop is bound to the new value, which is lost.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        for name, param in params.items():
            param = param - lr * grads[name]
    return params, losses


# %% wrong not-updated other-dict
# The new values go into another dict, which no forward pass reads.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        new = {name: params[name] - lr * grads[name] for name in params}
        assert len(new) == 4
    return params, losses


# %% wrong not-updated copies
# Copies of the parameters are changed.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        for name in params:
            copy = params[name].astype(float)
            copy -= lr * grads[name]
    return params, losses


# %% wrong steps-per-sample
# Each row makes a step of its own; the loss of all rows is noted.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(float(((mlp_forward(X, params)[0] - Y) ** 2).sum()))
        for n in range(len(X)):
            y_hat, cache = mlp_forward(X[n : n + 1], params)
            grads = mlp_backward(2 * (y_hat - Y[n : n + 1]), cache)
            params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong steps-per-sample added
# Each row makes a step of its own; the losses of the rows are added.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(0.0)
        for x, y in zip(X, Y):
            y_hat, cache = mlp_forward(x[None], params)
            losses[-1] += float(((y_hat - y) ** 2).sum())
            grads = mlp_backward(2 * (y_hat - y), cache)
            params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong steps-per-sample each
# Each row makes a step of its own, and each notes its loss.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        for n in range(len(X)):
            y_hat, cache = mlp_forward(X[[n]], params)
            losses.append(float(((y_hat - Y[[n]]) ** 2).sum()))
            grads = mlp_backward(2 * (y_hat - Y[[n]]), cache)
            params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong mini-batches
# Batches of two rows, each with a step of its own.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(float(((mlp_forward(X, params)[0] - Y) ** 2).sum()))
        for start in range(0, len(X), 2):
            rows = slice(start, start + 2)
            y_hat, cache = mlp_forward(X[rows], params)
            grads = mlp_backward(2 * (y_hat - Y[rows]), cache)
            params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong mini-batches added
# Batches of three rows, each with a step of its own.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(0.0)
        for start in range(0, len(X), 3):
            rows = slice(start, start + 3)
            y_hat, cache = mlp_forward(X[rows], params)
            losses[-1] += float(((y_hat - Y[rows]) ** 2).sum())
            grads = mlp_backward(2 * (y_hat - Y[rows]), cache)
            params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses


# %% wrong mini-batches last
# Batches of two rows, each with a step of its own.
def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(0.0)
        for start in range(0, len(X), 2):
            rows = slice(start, start + 2)
            y_hat, cache = mlp_forward(X[rows], params)
            losses[-1] = float(((y_hat - Y[rows]) ** 2).sum())
            grads = mlp_backward(2 * (y_hat - Y[rows]), cache)
            params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
