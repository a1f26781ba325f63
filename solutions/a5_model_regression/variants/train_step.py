# %% right mse_loss_module
# nn.MSELoss as an object, gradients zeroed just before backward
def train_step(model, optimizer, X, Y):
    loss = nn.MSELoss(reduction="sum")(model(X), Y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% right step_with_closure
# the optimizer calls a closure
def train_step(model, optimizer, X, Y):
    def closure():
        optimizer.zero_grad()
        loss = ((model(X) - Y) ** 2).sum()
        loss.backward()
        return loss

    return optimizer.step(closure).item()


# %% right sum_of_squares
# the loss as torch.sum of squares, residual reversed
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = torch.sum((Y - model(X)) ** 2)
    loss.backward()
    optimizer.step()
    return float(loss)


# %% right zero_grad_by_hand
# each gradient set to None in a loop; value taken with detach
def train_step(model, optimizer, X, Y):
    for parameter in model.parameters():
        parameter.grad = None
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.detach().numpy()[()]


# %% right zero_grad_kept_tensors
# gradients set to zero instead of None
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad(set_to_none=False)
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% right zero_grad_of_model
# the model's zero_grad in place of the optimizer's
def train_step(model, optimizer, X, Y):
    model.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong absolute-error
# Absolute values where squares are due.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.l1_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong ascent
# The negative loss is differentiated, so the step goes uphill.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    (-loss).backward()
    optimizer.step()
    return loss.item()


# %% wrong ascent grad
# The gradients' sign is turned before the step.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    for parameter in model.parameters():
        parameter.grad.neg_()
    optimizer.step()
    return loss.item()


# %% wrong bias-not-updated
# The bias loses its gradient before the step.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    model.linear.bias.grad = None
    optimizer.step()
    return loss.item()


# %% wrong changes-argument
# Y is negated in place.
# loses: edges
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = (model(X) + Y.neg_()).square().sum()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong divided-by-rows
# The sum of squares is divided by the number of samples.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = ((model(X) - Y) ** 2).sum() / len(X)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong doubled
# backward is called twice, so the gradient counts double.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward(retain_graph=True)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong doubled two-steps
# The optimizer steps twice in one call.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    optimizer.step()
    return loss.item()


# %% wrong first-row-only
# Only the first sample is used.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X[:1]), Y[:1], reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong half-loss
# Half the sum of squares.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = 0.5 * ((model(X) - Y) ** 2).sum()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong learning-rate-ignored
# A rate of its own in place of the optimizer's.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter -= 0.01 * parameter.grad
    return loss.item()


# %% wrong learning-rate-ignored own-optimizer
# A new optimizer with its own rate replaces the one that was given.
def train_step(model, optimizer, X, Y):
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong loss-after-step
# The loss is computed again after the step.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        return F.mse_loss(model(X), Y, reduction="sum").item()


# %% wrong mean-for-sum
# F.mse_loss takes the mean unless it is told to sum.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong mean-for-sum torch
# The mean of the squares where the sum is due.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = ((model(X) - Y) ** 2).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong not-updated backward-missing
# Without backward there is no gradient and no step.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    optimizer.step()
    return loss.item()


# %% wrong steps-per-sample row-by-row
# One step for each sample in place of one for the batch.
def train_step(model, optimizer, X, Y):
    total = 0.0
    for x, y in zip(X, Y):
        optimizer.zero_grad()
        loss = ((model(x) - y) ** 2).sum()
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total


# %% wrong none sgd-by-hand
# Plain gradient descent whatever the optimizer is.
# loses: edges
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter -= optimizer.param_groups[0]["lr"] * parameter.grad
    return loss.item()


# %% wrong none single-sample-flat
# A single sample is taken for a mistake and skipped.
# loses: edges
def train_step(model, optimizer, X, Y):
    if len(X) == 1:
        return 0.0
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong none slightly-scaled
# The loss is off by a factor of 1.001.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = 1.001 * F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong none small-batches-only
# Samples after the eighth are left out.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X[:8]), Y[:8], reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong none squeezed
# squeeze makes (N,) minus (N, 1) broadcast to (N, N) when there is one output.
# loses: edges
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = ((model(X).squeeze() - Y) ** 2).sum()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong not-updated step-missing
# The optimizer's step is missing.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    return loss.item()


# %% wrong not-updated zeroed-too-late
# Gradients are zeroed between backward and step, so nothing moves.
def train_step(model, optimizer, X, Y):
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


# %% wrong not-implemented
# The function is still the stub.
def train_step(model, optimizer, X, Y):
    raise NotImplementedError("train_step is yours to write")


# %% wrong not-squared
# The residuals are summed without the square.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = (model(X) - Y).sum()
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong not-zeroed
# Gradients are never zeroed: the second step uses both.
def train_step(model, optimizer, X, Y):
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong not-zeroed at-the-end
# Zeroing only after the step lets gradients from before the first call count.
# loses: edges
def train_step(model, optimizer, X, Y):
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


# %% wrong not-zeroed first-only
# zero_grad is called on a fresh copy of nothing: only when no gradient exists yet.
def train_step(model, optimizer, X, Y):
    if all(parameter.grad is None for parameter in model.parameters()):
        optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong raised always-float64
# X is turned into float64, so a float32 model cannot be trained.
# loses: edges
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X.double()), Y.double(), reduction="sum")
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong returned-none
# The return is missing.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()


# %% wrong wrong-type
# The loss is returned as a tensor with its graph.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    optimizer.step()
    return loss


# %% wrong none other-sizes
# Right for few rows only, else nothing moves.
_train_step = train_step


def train_step(model, optimizer, X, Y):
    return _train_step(model, optimizer, X, Y) if len(X) < 12 else 0.0


# %% wrong not-updated step-forgotten
# The optimizer never takes its step.
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    return loss.item()


# %% wrong not-updated zeroed-after-backward
# The gradients are set to zero before the step.
def train_step(model, optimizer, X, Y):
    loss = ((model(X) - Y) ** 2).sum()
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


# %% wrong not-updated copies
# The step is taken with copies of the parameters.
def train_step(model, optimizer, X, Y):
    loss = F.mse_loss(model(X), Y, reduction="sum")
    grads = torch.autograd.grad(loss, list(model.parameters()))
    for parameter, grad in zip(model.parameters(), grads):
        parameter = parameter.detach() - optimizer.param_groups[0]["lr"] * grad
    return loss.item()


# %% wrong none gradients-clipped
# Long gradients are cut down, as for recurrent networks.
# loses: edges
def train_step(model, optimizer, X, Y):
    optimizer.zero_grad()
    loss = F.mse_loss(model(X), Y, reduction="sum")
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1e6)
    optimizer.step()
    return loss.item()
