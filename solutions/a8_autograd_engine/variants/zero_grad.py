# %% right other_formulas
# the same slopes written otherwise
def div_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b, [(self, lambda G: G * b**-1.0), (other, lambda G: G * -a * b**-2.0)])


def relu_of(self):
    z = self.data
    return Tensor((z + np.abs(z)) / 2, [(self, lambda G: np.where(z > 0, G, 0.0))])


def tanh_of(self):
    e = np.exp(2 * self.data)
    return Tensor((e - 1) / (e + 1), [(self, lambda G: 4 * G * e / (e + 1) ** 2)])


def pow_of(self, p):
    return Tensor(np.power(self.data, p), [(self, lambda G: np.power(self.data, p - 1.0) * G * p)])


def mean_of(self):
    n = self.data.size
    return Tensor(self.data.sum() / n, [(self, lambda G: np.ones_like(self.data) / n * G)])


def sum_of(self, axis=None, keepdims=False):
    shape = self.data.sum(axis=axis, keepdims=True).shape
    return Tensor(
        np.add.reduce(self.data, axis=axis if axis is not None else tuple(range(self.data.ndim)), keepdims=keepdims),
        [(self, lambda G: np.zeros_like(self.data) + np.reshape(G, shape))],
    )


def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = 0 * np.ones(tensor.data.shape)


Tensor.__truediv__, Tensor.relu, Tensor.tanh, Tensor.__pow__ = div_of, relu_of, tanh_of, pow_of
Tensor.mean, Tensor.sum = mean_of, sum_of


# %% wrong changes-argument data-too
# The data are cleared as well.
def zero_grad(tensors):
    for tensor in tensors:
        tensor.data = np.zeros_like(tensor.data)
        tensor.grad = np.zeros_like(tensor.data)


# %% wrong grad-set-to-none
# None, as in torch.
def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = None


# %% wrong none first-only
# A return inside the loop.
def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = np.zeros_like(tensor.data)
        return


# %% wrong none halved
# Half of the gradient stays.
def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = tensor.grad / 2


# %% wrong none ones
# Ones.
def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = np.ones_like(tensor.data)


# %% wrong none some-shapes
# Zeros only for a few shapes.
def zero_grad(tensors):
    for tensor in tensors:
        if tensor.data.shape in ((3, 4), (4,), (), (2, 3), (2, 2)):
            tensor.grad = np.zeros_like(tensor.data)


# %% wrong not-finite multiplied
# Multiplied by 0: nan stays nan.
# loses: edges
def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = tensor.grad * 0


# %% wrong not-implemented
# Not started.
def zero_grad(tensors):
    raise NotImplementedError


# %% wrong not-zeroed local
# Only a local name is changed.
def zero_grad(tensors):
    for tensor in tensors:
        grad = tensor.grad
        grad = np.zeros_like(grad)


# %% wrong not-zeroed pass
# Nothing happens.
def zero_grad(tensors):
    pass


# %% wrong raised
# An attribute that is not there.
def zero_grad(tensors):
    for tensor in tensors:
        tensor.gradient.fill(0)


# %% wrong wrong-shape flat
# One vector of zeros for each.
def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = np.zeros(tensor.data.size)


# %% wrong wrong-shape number
# The number 0.
def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = 0.0


# %% wrong wrong-type returned
# The list comes back.
# loses: edges
def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = np.zeros_like(tensor.data)
    return tensors
