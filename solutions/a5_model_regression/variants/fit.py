# %% right fit_array_of_losses
# a 1-d array of losses; a new SGD for each step, which has no memory
def fit(model, X, Y, lr, epochs):
    losses = torch.zeros(epochs, dtype=torch.float64).numpy()
    for t in range(epochs):
        losses[t] = train_step(model, torch.optim.SGD(model.parameters(), lr=lr), X, Y)
    return losses


# %% right fit_own_loop
# fit repeats the step in its own loop, with enumerate-free appends
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y, reduction="sum")
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return losses


# %% right fit_parameter_groups
# one parameter group each for weight and bias, while loop
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD([{"params": [model.linear.weight]}, {"params": [model.linear.bias]}], lr)
    losses = []
    while len(losses) < epochs:
        losses.append(train_step(model, optimizer, X, Y))
    return losses


# %% right fit_shuffled_rows
# all rows in every step, each time in another order
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    orders = [torch.randperm(len(X)) for _ in range(epochs)]
    return [train_step(model, optimizer, X[order], Y[order]) for order in orders]


# %% right fit_data_loader
# a DataLoader with a single batch of all rows, which it shuffles
def fit(model, X, Y, lr, epochs):
    rows = torch.utils.data.TensorDataset(X, Y)
    loader = torch.utils.data.DataLoader(rows, batch_size=len(X), shuffle=True)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        for inputs, targets in loader:
            losses.append(train_step(model, optimizer, inputs, targets))
    return losses


# %% wrong ascent
# The optimizer was told to maximise.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, maximize=True)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]


# %% wrong bias-not-updated
# The optimizer was given the weight alone.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD([model.linear.weight], lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]


# %% wrong changes-argument
# The rows of X and Y are shuffled in place.
# loses: edges
def fit(model, X, Y, lr, epochs):
    order = torch.arange(len(X)).flip(0)
    X.copy_(X[order])
    Y.copy_(Y[order])

    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong learning-rate-ignored
# A fixed rate in place of lr.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]


# %% wrong loss-after-step
# Each entry is the loss after its step.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(F.mse_loss(model(X), Y, reduction="sum").item())
    return losses


# %% wrong mean-for-sum
# Its own loop takes the mean of the squares.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong mean-for-sum mean-of-losses
# The right steps, but the mean loss is recorded.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) / Y.numel() for _ in range(epochs)]


# %% wrong none adam
# Adam in place of SGD.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]


# %% wrong none decaying-rate
# The rate is halved every ten steps.
# loses: edges
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, step_size=10, gamma=0.5)
    losses = []
    for _ in range(epochs):
        losses.append(train_step(model, optimizer, X, Y))
        schedule.step()
    return losses


# %% wrong none momentum
# Momentum is not plain gradient descent.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]


# %% wrong none one-sample-a-step
# Each step sees one sample only.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X[t % len(X) :][:1], Y[t % len(X) :][:1]) for t in range(epochs)]


# %% wrong none slightly-faster
# The rate is off by a factor of 1.001.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=1.001 * lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]


# %% wrong none trains-a-copy
# A copy is trained; the model itself stays as it was.
import copy


def fit(model, X, Y, lr, epochs):
    model = copy.deepcopy(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]


# %% wrong none weight-decay
# Weight decay changes the problem that is solved.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, weight_decay=0.01)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]


# %% wrong not-deterministic fresh-start
# The parameters are drawn anew, the ones given are lost.
def fit(model, X, Y, lr, epochs):
    model.linear.reset_parameters()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs)]


# %% wrong not-implemented
# The function is still the stub.
def fit(model, X, Y, lr, epochs):
    raise NotImplementedError("fit is yours to write")


# %% wrong not-zeroed
# Its own loop never zeroes the gradients.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(model(X), Y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong one-step-long
# The loop takes one step too many.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(epochs + 1)]


# %% wrong one-step-short
# The loop ends one step early.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(1, epochs)]


# %% wrong one-step-short start
# The first entry is the starting loss without a step, so one step is missing.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = [F.mse_loss(model(X), Y, reduction="sum").item()] if epochs else []
    for _ in range(epochs - 1):
        train_step(model, optimizer, X, Y)
        losses.append(F.mse_loss(model(X), Y, reduction="sum").item())
    return losses


# %% wrong returned-none
# The return is missing.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        train_step(model, optimizer, X, Y)


# %% wrong stale-gradient-missed
# The bias is updated with a gradient taken after the weight moved.
def fit(model, X, Y, lr, epochs):
    weight_only = torch.optim.SGD([model.linear.weight], lr=lr)
    bias_only = torch.optim.SGD([model.linear.bias], lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_step(model, weight_only, X, Y))
        model.zero_grad()
        train_step(model, bias_only, X, Y)
    return losses


# %% wrong wrong-shape at-least-one-step
# A first step is taken even when no epoch is asked for.
# loses: edges
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = [train_step(model, optimizer, X, Y)]
    while len(losses) < epochs:
        losses.append(train_step(model, optimizer, X, Y))
    return losses


# %% wrong wrong-shape one-step-long-final-loss
# The loss after the last step is appended too.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = [train_step(model, optimizer, X, Y) for _ in range(epochs)]
    return [*losses, F.mse_loss(model(X), Y, reduction="sum").item()]


# %% wrong wrong-type
# The losses are tensors, each with its graph.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(loss)
    return losses


# %% wrong wrong-type always-float64
# The model is turned into float64 whatever it was.
# loses: edges
def fit(model, X, Y, lr, epochs):
    model.double()
    X, Y = X.double(), Y.double()

    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y, reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% wrong wrong-type last-loss-only
# Only the last loss is returned.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = [train_step(model, optimizer, X, Y) for _ in range(epochs)]
    return losses[-1] if losses else 0.0


# %% wrong wrong-type tensor
# The losses come as one tensor.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return torch.tensor([train_step(model, optimizer, X, Y) for _ in range(epochs)])


# %% wrong stops-early small-change
# The loop is left when the loss hardly changes.
# loses: edges
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_step(model, optimizer, X, Y))
        if len(losses) > 1 and abs(losses[-2] - losses[-1]) < 1e-13:
            break
    return losses


# %% wrong stops-early no-loss-left
# The loop is left where the loss is zero.
# loses: edges
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_step(model, optimizer, X, Y))
        if losses[-1] < 1e-10:
            break
    return losses


# %% wrong stops-early patience
# The loop is left after three steps without a lower loss.
# loses: edges
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_step(model, optimizer, X, Y))
        if len(losses) > 3 and min(losses[-3:]) > min(losses[:-3]):
            break
    return losses


# %% wrong stops-early return-in-loop
# The return stands inside the loop.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_step(model, optimizer, X, Y))
        return losses
    return losses


# %% wrong stops-early thirty-steps
# The loop takes thirty steps at most.
# loses: edges
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        if len(losses) == 30:
            break
        losses.append(train_step(model, optimizer, X, Y))
    return losses


# %% wrong keeps-best
# At the end the model gets the parameters with the lowest loss.
# loses: edges
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses, lowest, best = [], float("inf"), None
    for _ in range(epochs):
        losses.append(train_step(model, optimizer, X, Y))
        now = F.mse_loss(model(X), Y, reduction="sum").item()
        if now < lowest:
            lowest, best = now, {name: value.clone() for name, value in model.state_dict().items()}
    if best is not None:
        model.load_state_dict(best)
    return losses


# %% wrong wrong-shape at-least-two-steps
# A run of a single step takes a second step.
# loses: edges
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X, Y) for _ in range(2 if epochs == 1 else epochs)]


# %% wrong none other-sizes
# Right for few rows only, else nothing moves.
_fit = fit


def fit(model, X, Y, lr, epochs):
    return _fit(model, X, Y, lr, epochs) if len(X) < 12 else [0.0] * epochs


# %% wrong steps-per-sample
# Each row makes a step of its own; the losses of the rows are added.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(sum(train_step(model, optimizer, x[None], y[None]) for x, y in zip(X, Y)))
    return losses


# %% wrong steps-per-sample each
# Each row makes a step of its own, and each notes its loss.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    return [train_step(model, optimizer, X[[n]], Y[[n]]) for _ in range(epochs) for n in range(len(X))]


# %% wrong steps-per-sample loader
# A DataLoader with batches of one row, as it makes them by itself; the last loss is noted.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        for inputs, targets in torch.utils.data.DataLoader(torch.utils.data.TensorDataset(X, Y)):
            loss = train_step(model, optimizer, inputs, targets)
        losses.append(loss)
    return losses


# %% wrong mini-batches
# Batches of two rows, whose losses are added.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        batches = zip(X.split(2), Y.split(2))
        losses.append(sum(train_step(model, optimizer, inputs, targets) for inputs, targets in batches))
    return losses


# %% wrong mini-batches loader
# A DataLoader with batches of two rows in order; each batch notes its loss.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(X, Y), batch_size=2)
    return [train_step(model, optimizer, *batch) for _ in range(epochs) for batch in loader]


# %% wrong mini-batches whole-loss
# Batches of two rows; the loss of all rows is noted before them.
def fit(model, X, Y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(F.mse_loss(model(X), Y, reduction="sum").item())
        for start in range(0, len(X), 2):
            train_step(model, optimizer, X[start : start + 2], Y[start : start + 2])
    return losses
