# %% right functional_linear
# F.linear with the layer's parameters, named arguments of nn.Linear
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(in_features=n_in, out_features=n_out, bias=True)

    def forward(self, X):
        return F.linear(X, self.linear.weight, self.linear.bias)


# %% right matmul_transposed
# the formula of the course written out in forward
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return X @ self.linear.weight.T + self.linear.bias


# %% right own_attribute
# manual_gradients relies on an attribute of the learner's own class
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.n_out = n_out
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X)


@torch.no_grad()
def manual_gradients(model, X, Y):
    residual = model(X) - Y
    dW = torch.stack([2 * (residual[:, m : m + 1] * X).sum(dim=0) for m in range(model.n_out)])
    return {"linear.weight": dW, "linear.bias": 2 * residual.sum(dim=0)}


# %% right zeros_start
# the layer starts from zeros, sizes kept as attributes
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.n_in, self.n_out = n_in, n_out
        self.linear = nn.Linear(n_in, n_out)
        nn.init.zeros_(self.linear.weight)
        nn.init.zeros_(self.linear.bias)

    def forward(self, X):
        return self.linear(X)


# %% wrong bias-omitted
# The layer is made without a bias.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out, bias=False)

    def forward(self, X):
        return self.linear(X)


# %% wrong bias-omitted matmul
# forward multiplies and forgets to add the bias.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return X @ self.linear.weight.T


# %% wrong changes-argument
# forward shifts X in place.
# loses: edges
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        X += 0.5
        return self.linear(X - 0.5)


# %% wrong none bias-frozen
# The bias needs no gradient, so it never learns.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)
        self.linear.bias.requires_grad_(False)

    def forward(self, X):
        return self.linear(X)


# %% wrong none data-in-forward
# .data hides the weight from autograd; only the bias gets a gradient.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return X @ self.linear.weight.data.T + self.linear.bias


# %% wrong none relu-at-the-end
# An activation after the output of a regression cuts off negative predictions.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return F.relu(self.linear(X))


# %% wrong none slightly-scaled
# The prediction is off by a factor of 1.001.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return 1.001 * self.linear(X)


# %% wrong none small-batches-only
# Rows after the eighth are predicted as zero.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        out = self.linear(X)
        keep = (torch.arange(len(X)) < 8).to(out.dtype)
        return out * keep[:, None]


# %% wrong not-deterministic noise
# Noise is added to every prediction.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        out = self.linear(X)
        return out + 0.01 * torch.randn_like(out)


# %% wrong not-implemented
# The class is still the stub.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        raise NotImplementedError("ModelRegression.__init__ is yours to write")

    def forward(self, X):
        return self.linear(X)


# %% wrong raised always-float32
# forward turns X into float32, so a float64 model cannot be used.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X.float())


# %% wrong raised born-float64
# The parameters are made in float64; float32 data cannot be used.
# loses: edges
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out, dtype=torch.float64)

    def forward(self, X):
        return self.linear(X)


# %% wrong raised detached
# The prediction is cut off from the graph, so nothing can be learned.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X).detach()


# %% wrong raised no-grad-forward
# torch.no_grad in forward: nothing can be learned.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        with torch.no_grad():
            return self.linear(X)


# %% wrong raised shared-layer
# All models of one size share one layer.
# loses: edges
_layers = {}


class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = _layers.setdefault((n_in, n_out), nn.Linear(n_in, n_out))

    def forward(self, X):
        return self.linear(X)


# %% wrong reshaped-not-transposed
# The weight is reshaped where it should be transposed.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return X @ self.linear.weight.reshape(X.shape[1], -1) + self.linear.bias


# %% wrong returned-none
# forward has no return.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        self.linear(X)


# %% wrong weights-not-transposed
# X @ W in place of X @ W.T: fits square weights only.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return X @ self.linear.weight + self.linear.bias


# %% wrong wrong-shape flat-single-output
# With one output the prediction is flattened to (N,).
# loses: edges
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        out = self.linear(X)
        return out.flatten() if out.shape[1] == 1 else out


# %% wrong wrong-shape sizes-swapped
# n_in and n_out are in the wrong order.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_out, n_in)

    def forward(self, X):
        return self.linear(X)


# %% wrong wrong-shape squeezed
# squeeze removes the axis of the only sample or the only output.
# loses: edges
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X).squeeze()


# %% wrong wrong-type list-of-layers
# A layer in a Python list is not registered.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = [nn.Linear(n_in, n_out)]

    def forward(self, X):
        return self.linear[0](X)


# %% wrong wrong-type not-a-module
# The class does not inherit from nn.Module.
class ModelRegression:
    def __init__(self, n_in, n_out):
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X)

    __call__ = forward


# %% wrong wrong-type numpy-result
# forward returns a NumPy array.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X).detach().numpy()


# %% wrong wrong-type own-parameters
# Parameters are registered, but as W and b and not in a layer.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.W = nn.Parameter(torch.randn(n_out, n_in))
        self.b = nn.Parameter(torch.randn(n_out))

    def forward(self, X):
        return X @ self.W.T + self.b


# %% wrong wrong-type plain-tensors
# Plain tensors as attributes are not registered as parameters.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.weight = torch.randn(n_out, n_in, requires_grad=True)
        self.bias = torch.randn(n_out, requires_grad=True)

    def forward(self, X):
        return X @ self.weight.T + self.bias


# %% wrong wrong-type sequential
# The layer sits one level too deep: linear.0.weight.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Sequential(nn.Linear(n_in, n_out))

    def forward(self, X):
        return self.linear(X)


# %% wrong wrong-type unused-layer
# A second layer is registered and never used.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)
        self.hidden = nn.Linear(n_in, n_in)

    def forward(self, X):
        return self.linear(X)


# %% wrong wrong-type wrong-attribute
# The layer is called fc, so the parameters are fc.weight and fc.bias.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.fc = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.fc(X)


# %% wrong none other-sizes
# Right for few rows only, else zeros.
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X) * (len(X) < 12)


# %% wrong none outputs-clamped
# Predictions above a million are cut down.
# loses: edges
class ModelRegression(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out)

    def forward(self, X):
        return self.linear(X).clamp(-1e6, 1e6)
