# %% right einsum
# gradients by einsum
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {
        "linear.weight": torch.einsum("nm,nd->md", 2 * residual, X),
        "linear.bias": torch.einsum("nm->m", 2 * residual),
    }


# %% right graph_not_switched_off
# no torch.no_grad: the results still hang on the graph
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.bias": 2 * residual.sum(dim=0), "linear.weight": 2 * residual.T.matmul(X)}


# %% right loops
# pure Python loops over samples, outputs and inputs
@torch.no_grad()
def manual_gradients(model, X, Y):
    dW, db = torch.zeros_like(model.linear.weight), torch.zeros_like(model.linear.bias)
    Y_hat = model(X)
    for n in range(X.shape[0]):
        for m in range(Y.shape[1]):
            upstream = 2 * (Y_hat[n, m] - Y[n, m])
            db[m] += upstream
            for d in range(X.shape[1]):
                dW[m, d] += upstream * X[n, d]
    return {"linear.weight": dW, "linear.bias": db}


# %% right ones_column
# bias gradient as a product with ones
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.T @ torch.ones(X.shape[0], dtype=X.dtype)}


# %% right outer_products
# one outer product a sample, keys taken from named_parameters
@torch.no_grad()
def manual_gradients(model, X, Y):
    gradients = {name: torch.zeros_like(parameter) for name, parameter in model.named_parameters()}
    for x, y in zip(X, Y):
        upstream = 2 * (model(x) - y)
        gradients["linear.weight"] += torch.outer(upstream, x)
        gradients["linear.bias"] += upstream
    return gradients


# %% right residual_reversed
# -2 times (Y - Y_hat), through .data of the parameters
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = Y - (X @ model.linear.weight.data.T + model.linear.bias.data)
    return {"linear.weight": -2 * residual.T @ X, "linear.bias": -2 * residual.sum(0)}


# %% right through_numpy
# the formulas of a3 in NumPy, turned back into tensors
def manual_gradients(model, X, Y):
    inputs = X.numpy()
    residual = model(X).detach().numpy() - Y.numpy()
    return {
        "linear.weight": torch.from_numpy(2 * residual.T @ inputs),
        "linear.bias": torch.from_numpy(2 * residual.sum(0)),
    }


# %% wrong absolute-error
# The sign of the residual.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": residual.sign().T @ X, "linear.bias": residual.sign().sum(dim=0)}


# %% wrong bias-averaged
# The bias gradient is the mean over samples.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.mean(dim=0)}


# %% wrong bias-kept-dims
# keepdim leaves the shape (1, n_out).
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0, keepdim=True)}


# %% wrong bias-one-number
# Summed over samples and outputs.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum()}


# %% wrong bias-one-number filled
# One sum repeated for every output.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {
        "linear.weight": 2 * residual.T @ X,
        "linear.bias": torch.full_like(model.linear.bias, 2 * residual.sum().item()),
    }


# %% wrong bias-per-sample
# Not summed: one row for each sample, as in the notebook.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual}


# %% wrong bias-times-input
# The bias gradient is multiplied by X.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": (2 * residual.T @ X).sum(dim=1)}


# %% wrong bias-wrong-axis
# Summed over outputs.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=1)}


# %% wrong changes-argument
# The residual is written into Y.
# loses: edges
@torch.no_grad()
def manual_gradients(model, X, Y):
    Y -= model(X)
    return {"linear.weight": -2 * Y.T @ X, "linear.bias": -2 * Y.sum(dim=0)}


# %% wrong changes-argument takes-a-step
# The parameters are moved as well.
# loses: edges
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    gradients = {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}
    model.linear.weight -= 1e-3 * gradients["linear.weight"]
    return gradients


# %% wrong divided-by-elements
# The gradient of the mean, which is torch's default loss.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X / Y.numel(), "linear.bias": 2 * residual.sum(dim=0) / Y.numel()}


# %% wrong divided-by-rows
# Divided by the number of samples.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X / len(X), "linear.bias": 2 * residual.sum(dim=0) / len(X)}


# %% wrong doubled
# One 2 too many.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 4 * residual.T @ X, "linear.bias": 4 * residual.sum(dim=0)}


# %% wrong dropped-two
# The 2 of the square is missing.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": residual.T @ X, "linear.bias": residual.sum(dim=0)}


# %% wrong dropped-two bias
# The weight is right, the bias lacks its 2.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": residual.sum(dim=0)}


# %% wrong first-row-only
# Only the first sample counts.
@torch.no_grad()
def manual_gradients(model, X, Y):
    X, Y = X[:1], Y[:1]
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}


# %% wrong inputs-forgotten
# The residuals are not multiplied by X.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {
        "linear.weight": (2 * residual.sum(dim=0))[:, None].expand_as(model.linear.weight).clone(),
        "linear.bias": 2 * residual.sum(dim=0),
    }


# %% wrong last-row-only
# Each sample overwrites the one before.
@torch.no_grad()
def manual_gradients(model, X, Y):
    for x, y in zip(X, Y):
        upstream = 2 * (model(x) - y)
        dW, db = torch.outer(upstream, x), upstream
    return {"linear.weight": dW, "linear.bias": db}


# %% wrong none difference-quotient
# A one-sided difference quotient, good to a few digits only.
@torch.no_grad()
def manual_gradients(model, X, Y):
    gradients = {}
    h = 1e-3
    for name, parameter in model.named_parameters():
        gradients[name] = torch.zeros_like(parameter)
        before = ((model(X) - Y) ** 2).sum()
        for i in range(parameter.numel()):
            kept = parameter.view(-1)[i].clone()
            parameter.view(-1)[i] = kept + h
            gradients[name].view(-1)[i] = (((model(X) - Y) ** 2).sum() - before) / h
            parameter.view(-1)[i] = kept
    return gradients


# %% wrong none slightly-scaled
# Off by a factor of 1.001.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2.002 * residual.T @ X, "linear.bias": 2.002 * residual.sum(dim=0)}


# %% wrong none small-batches-only
# Right for up to eight samples.
@torch.no_grad()
def manual_gradients(model, X, Y):
    X, Y = X[:8], Y[:8]
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}


# %% wrong not-deterministic noise
# Noise is added to the residuals.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    residual = residual + 1e-3 * torch.randn_like(residual)
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}


# %% wrong not-implemented
# The function is still the stub.
def manual_gradients(model, X, Y):
    raise NotImplementedError("manual_gradients is yours to write")


# %% wrong raised uses-autograd
# torch.autograd does the work, which records nothing where this task is graded.
def manual_gradients(model, X, Y):
    loss = ((model(X) - Y) ** 2).sum()
    names, parameters = zip(*model.named_parameters())
    return dict(zip(names, torch.autograd.grad(loss, parameters)))


# %% wrong raised writes-grad
# backward writes to .grad of the model.
def manual_gradients(model, X, Y):
    model.zero_grad()
    ((model(X) - Y) ** 2).sum().backward()
    return {name: parameter.grad.clone() for name, parameter in model.named_parameters()}


# %% wrong reshaped-not-transposed
# X^T R reshaped in place of transposed.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {
        "linear.weight": (2 * X.T @ residual).reshape(model.linear.weight.shape),
        "linear.bias": 2 * residual.sum(dim=0),
    }


# %% wrong returned-none
# The return is missing.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    2 * residual.T @ X


# %% wrong wrong-type gradients-are-none
# The `.grad` of parameters through which nothing went backward.
def manual_gradients(model, X, Y):
    F.mse_loss(model(X), Y, reduction="sum")
    return {name: parameter.grad for name, parameter in model.named_parameters()}


# %% wrong sign-flipped
# Y - Y_hat without the minus.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = Y - model(X)
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}


# %% wrong sign-flipped+dropped-two
# Y - Y_hat without the minus, and no 2.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = Y - model(X)
    return {"linear.weight": residual.T @ X, "linear.bias": residual.sum(dim=0)}


# %% wrong sign-flipped negated
# A minus too many.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": -2 * residual.T @ X, "linear.bias": -2 * residual.sum(dim=0)}


# %% wrong transposed
# X^T R has the shape (n_in, n_out).
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * X.T @ residual, "linear.bias": 2 * residual.sum(dim=0)}


# %% wrong used-prediction
# Y_hat where the residual is due.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X)
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}


# %% wrong used-target
# Y where the residual is due.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = Y
    return {"linear.weight": 2 * residual.T @ X, "linear.bias": 2 * residual.sum(dim=0)}


# %% wrong wrong-shape single-sample-not-summed
# A single sample is left as (1, n_out).
# loses: edges
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {
        "linear.weight": 2 * residual.T @ X,
        "linear.bias": 2 * residual if len(X) == 1 else 2 * residual.sum(dim=0),
    }


# %% wrong wrong-shape squeezed
# squeeze removes the axis of a single output.
# loses: edges
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": (2 * residual.T @ X).squeeze(), "linear.bias": 2 * residual.sum(dim=0)}


# %% wrong wrong-type
# NumPy arrays where tensors are due.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = (model(X) - Y).numpy()
    return {"linear.weight": 2 * residual.T @ X.numpy(), "linear.bias": 2 * residual.sum(axis=0)}


# %% wrong wrong-type always-float32
# Computed in float32 even for a float64 model.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = (model(X) - Y).float()
    return {"linear.weight": 2 * residual.T @ X.float(), "linear.bias": 2 * residual.sum(dim=0)}


# %% wrong wrong-type always-float64
# The gradients are float64 even for a float32 model.
# loses: edges
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = (model(X) - Y).double()
    return {"linear.weight": 2 * residual.T @ X.double(), "linear.bias": 2 * residual.sum(dim=0)}


# %% wrong wrong-type bias-omitted
# The dict has no entry for the bias.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"linear.weight": 2 * residual.T @ X}


# %% wrong wrong-type tuple
# A tuple where a dict is due.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return 2 * residual.T @ X, 2 * residual.sum(dim=0)


# %% wrong wrong-type wrong-keys
# The keys lack the layer's name.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"weight": 2 * residual.T @ X, "bias": 2 * residual.sum(dim=0)}


# %% wrong wrong-type wrong-keys-dW
# The keys are those of a3.
@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    return {"dW": 2 * residual.T @ X, "db": 2 * residual.sum(dim=0)}


# %% wrong none other-sizes
# Right for few rows only, else zeros.
_manual_gradients = manual_gradients


def manual_gradients(model, X, Y):
    return {name: grad * (len(X) < 12) for name, grad in _manual_gradients(model, X, Y).items()}


# %% wrong square-not-differentiated
# The squares are pulled back.
def manual_gradients(model, X, Y):
    squares = ((model(X) - Y) ** 2).detach()
    return {"linear.weight": squares.T @ X, "linear.bias": squares.sum(dim=0)}


# %% wrong divided-by-outputs
# The mean over the outputs is taken.
def manual_gradients(model, X, Y):
    slope = 2 * (model(X) - Y).detach() / Y.shape[1]
    return {"linear.weight": slope.T @ X, "linear.bias": slope.sum(dim=0)}


# %% wrong none rounded
# Rounded to ten decimals.
# loses: edges
_manual_gradients = manual_gradients


def manual_gradients(model, X, Y):
    return {name: torch.round(g, decimals=10) for name, g in _manual_gradients(model, X, Y).items()}
