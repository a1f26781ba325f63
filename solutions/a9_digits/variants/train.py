# %% right in_place
# data and gradients changed in place
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad[...] = 0
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data -= lr * param.grad
    return losses


# %% right shuffled_copies
# the epoch's images in a copy, cut by array_split
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    N = len(X)
    cuts = range(batch_size, N, batch_size)
    for _ in range(epochs):
        order = rng.permutation(N)
        for x, y in zip(np.split(X[order], cuts), np.split(labels[order], cuts)):
            for name in params:
                params[name].grad = 0.0 * params[name].data
            value = loss(params, x, y)
            losses.append(value.data.item())
            value.backward()
            for name in params:
                params[name].data = params[name].data - lr * params[name].grad
    return losses


# %% right gradient_taken_off
# what the gradients held before is taken off instead of set to zero
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = np.zeros(epochs * -(-len(X) // batch_size))
    step = 0
    for _ in range(epochs):
        order = list(rng.permutation(len(X)))
        while order:
            rows, order = order[:batch_size], order[batch_size:]
            before = {name: np.array(param.grad) for name, param in params.items()}
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses[step] = L.data
            step += 1
            for name, param in params.items():
                param.data = param.data - lr * (param.grad - before[name])
                param.grad = np.zeros_like(param.data)
    return losses


# %% right shuffled_list
# an array of row numbers that is shuffled, which draws the same order
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = np.arange(len(X))
        rng.shuffle(order)
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong ascent
# Plus the gradient.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data + lr * param.grad
    return losses


# %% wrong batch-size-ignored
# All rows at once.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(1):
            rows = order
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong batch-size-ignored rows
# A step for each row.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(len(X)):
            rows = order[start : start + 1]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong bias-not-updated
# Only the weights move.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in (params["W1"], params["W2"]):
                param.data = param.data - lr * param.grad
    return losses


# %% wrong none shuffled_in_place
# The images are shuffled where they are, so the next order meets rows that have moved.
# loses: train
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        X[:], labels[:] = X[order], labels[order]
        for start in range(0, len(X), batch_size):
            rows = slice(start, start + batch_size)
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong changes-argument
# The images are sorted at the end.
# loses: edges
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    X.sort(axis=0)
    return losses


# %% wrong labels-not-shuffled
# The labels stay in their old order.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[start : start + batch_size])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong labels-not-shuffled inputs
# The images stay in their old order, the labels do not.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[start : start + batch_size], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong last-batch-dropped
# Only full batches.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X) - batch_size + 1, batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong last-batch-dropped floor
# The number of batches is rounded down.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X) // batch_size * batch_size, batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong layer-not-updated
# The output layer alone learns.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in (params["W2"], params["b2"]):
                param.data = param.data - lr * param.grad
    return losses


# %% wrong learning-rate-ignored
# A rate of the student's own.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - 0.3 * param.grad
    return losses


# %% wrong loss-after-step
# The loss is noted after the step.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            for param in params.values():
                param.data = param.data - lr * param.grad
            losses.append(float(loss(params, X[rows], labels[rows]).data))
    return losses


# %% wrong loss-per-epoch
# The mean of an epoch's losses is noted.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        seen = []
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            seen.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
        losses.append(float(np.mean(seen)))
    return losses


# %% wrong loss-per-epoch last
# The last loss of each epoch is noted.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            for param in params.values():
                param.data = param.data - lr * param.grad
        losses.append(float(L.data))
    return losses


# %% wrong none clipped
# Steps longer than a tenth are cut.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - np.clip(lr * param.grad, -0.01, 0.01)
    return losses


# %% wrong none momentum
# A tenth of the last step comes along.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    last = {name: 0.0 for name in params}
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for name, param in params.items():
                last[name] = 0.1 * last[name] + param.grad
                param.data = param.data - lr * last[name]
    return losses


# %% wrong wrong-shape tail_merged
# A short last batch is put into the batch before it.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        starts = list(range(0, len(X), batch_size))
        if len(X) % batch_size and len(starts) > 1:
            starts.pop()
        for start, end in zip(starts, [*starts[1:], len(X)]):
            rows = order[start:end]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong new-tensors
# The dict gets new tensors, so the old ones stay where they were.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for name, param in params.items():
                params[name] = type(param)(param.data - lr * param.grad)
    return losses


# %% wrong not-shuffled
# The rows are taken in their own order.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = np.arange(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong not-updated
# Only the name in the loop gets the new value.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param = param.data - lr * param.grad
    return losses


# %% wrong not-zeroed
# The gradients of all steps add up.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong not-zeroed start
# The gradients are set back after the step only.
# loses: edges
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
                param.grad = np.zeros(param.data.shape)
    return losses


# %% wrong one-epoch-long
# One epoch too many.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs + 1):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong one-epoch-short
# The epochs are counted from 1.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(1, epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong returned-none
# The return is missing.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad


# %% wrong shuffled-once
# One order for all epochs.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    order = rng.permutation(len(X))
    for _ in range(epochs):
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong step-per-epoch
# A step at the end of each epoch, with all its gradients.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for param in params.values():
            param.grad = np.zeros(param.data.shape)
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
        for param in params.values():
            param.data = param.data - lr * param.grad
    return losses


# %% wrong sum-for-mean
# Each step belongs to the sum over its rows.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * len(rows) * param.grad
    return losses


# %% wrong step-averaged
# The step is divided by the rows of the batch.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr / len(rows) * param.grad
    return losses


# %% wrong step-averaged size
# The learning rate is divided by the batch size.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad / batch_size
    return losses


# %% wrong step-averaged all
# The step is divided by the number of all rows.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad / len(X)
    return losses


# %% wrong labels-not-shuffled apart
# Images and labels are drawn in orders of their own.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order, other = rng.permutation(len(X)), rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[other[start : start + batch_size]])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong loss-of-all-rows
# The loss of all rows is noted.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(loss(params, X, labels).data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong new-tensors copy
# A copy of the parameters is trained.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    params = {name: type(param)(param.data) for name, param in params.items()}
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong not-updated backward
# The gradients are never computed.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong not-updated zeroed
# The gradients are set to zeros behind the backward.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            L = loss(params, X[rows], labels[rows])
            L.backward()
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong not-zeroed epoch
# The gradients are set back once an epoch.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for param in params.values():
            param.grad = np.zeros(param.data.shape)
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong other-generator
# A generator of the own, with a seed.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses, rng = [], np.random.default_rng(0)
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong shuffled-each-batch
# Each batch draws an order and takes its first rows.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        for start in range(0, len(X), batch_size):
            rows = rng.permutation(len(X))[:batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses


# %% wrong step-before-backward
# The step is taken before the backward.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            L = loss(params, X[rows], labels[rows])
            for param in params.values():
                param.data = param.data - lr * param.grad
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L.backward()
            losses.append(float(L.data))
    return losses


# %% wrong stops-early
# The return stands in the loop over the epochs.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
        return losses
    return losses


# %% wrong stops-early batch
# The return stands in the loop over the batches.
# loses: train, held_back
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(float(L.data))
            for param in params.values():
                param.data = param.data - lr * param.grad
            return losses
    return losses


# %% wrong wrong-type
# Losses are tensors.
def train(params, X, labels, lr, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            for param in params.values():
                param.grad = np.zeros(param.data.shape)
            L = loss(params, X[rows], labels[rows])
            L.backward()
            losses.append(L)
            for param in params.values():
                param.data = param.data - lr * param.grad
    return losses
