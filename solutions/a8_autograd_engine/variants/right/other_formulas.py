# STYLE: the same slopes written otherwise


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
