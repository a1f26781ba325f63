# STYLE: an object for each operation, with forward and backward


class Operation:
    def __init__(self, *inputs):
        self.inputs = inputs

    @classmethod
    def apply(cls, *operands, **options):
        tensors = [as_tensor(one) for one in operands]
        made = cls(*(tensor.data for tensor in tensors))
        out = made.forward(**options)
        return Tensor(out, [(t, lambda G, k=k: made.backward(G)[k]) for k, t in enumerate(tensors)])


class Divide(Operation):
    def forward(self):
        return self.inputs[0] / self.inputs[1]

    def backward(self, G):
        a, b = self.inputs
        return G / b, -G * a / b**2


class Tanh(Operation):
    def forward(self):
        self.out = np.tanh(self.inputs[0])
        return self.out

    def backward(self, G):
        return (G / np.cosh(self.inputs[0]) ** 2,)


class Sum(Operation):
    def forward(self, axis, keepdims):
        self.shape = self.inputs[0].shape
        self.kept = self.inputs[0].sum(axis=axis, keepdims=True).shape
        return self.inputs[0].sum(axis=axis, keepdims=keepdims)

    def backward(self, G):
        return (np.tile(np.reshape(G, self.kept), [n // k for n, k in zip(self.shape, self.kept)]),)


Tensor.__truediv__ = lambda self, other: Divide.apply(self, other)
Tensor.tanh = lambda self: Tanh.apply(self)
Tensor.sum = lambda self, axis=None, keepdims=False: Sum.apply(self, axis=axis, keepdims=keepdims)
