# STYLE: each operator stores a closure that adds to its parents' shares; a share of this pass beside grad


class Tensor:
    __array_ufunc__ = None

    def __init__(self, data, parents=()):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = parents
        self.push = lambda: None
        self.share = None

    def give(self, G):
        G = unbroadcast(np.asarray(G, dtype=float), self.data.shape)
        self.share = G.copy() if self.share is None else self.share + G

    def made(self, data, parents, push):
        out = Tensor(data, parents)
        out.push = lambda: push(out.share)
        return out

    def __add__(self, other):
        other = as_tensor(other)

        def push(G):
            self.give(G)
            other.give(G)

        return self.made(self.data + other.data, (self, other), push)

    def __mul__(self, other):
        other = as_tensor(other)

        def push(G):
            self.give(other.data * G)
            other.give(self.data * G)

        return self.made(self.data * other.data, (self, other), push)

    def __pow__(self, p):
        return self.made(self.data**p, (self,), lambda G: self.give(p * self.data ** (p - 1) * G))

    def __matmul__(self, other):
        other = as_tensor(other)

        def push(G):
            self.give(G.dot(other.data.T))
            other.give(self.data.T.dot(G))

        return self.made(self.data.dot(other.data), (self, other), push)

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -as_tensor(other)

    def __truediv__(self, other):
        return self * as_tensor(other) ** -1

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return as_tensor(other) + -self

    def __rtruediv__(self, other):
        return as_tensor(other) * self**-1

    def __rmatmul__(self, other):
        return as_tensor(other) @ self

    def sum(self, axis=None, keepdims=False):
        kept = self.data.sum(axis=axis, keepdims=True)

        def push(G):
            self.give(np.ones(self.data.shape) * G.reshape(kept.shape))

        return self.made(kept if keepdims else self.data.sum(axis=axis), (self,), push)

    def mean(self):
        return self.sum() / self.data.size

    @property
    def T(self):
        return self.made(self.data.T, (self,), lambda G: self.give(G.T))

    def relu(self):
        mask = self.data > 0
        return self.made(self.data * mask, (self,), lambda G: self.give(G * mask))

    def tanh(self):
        out = np.tanh(self.data)
        return self.made(out, (self,), lambda G: self.give(G - G * out * out))

    def exp(self):
        out = np.exp(self.data)
        return self.made(out, (self,), lambda G: self.give(out * G))

    def log(self):
        return self.made(np.log(self.data), (self,), lambda G: self.give(G / self.data))

    def backward(self, gradient=None):
        if gradient is None and self.data.size != 1:
            raise ValueError("not a single entry")
        start = np.ones(self.data.shape) if gradient is None else np.array(gradient, dtype=float)
        if start.shape != self.data.shape:
            raise ValueError("another shape")
        order, seen, path = [], {self}, [(self, iter(self.parents))]
        while path:
            node, rest = path[-1]
            parent = next(rest, None)
            if parent is None:
                order.append(node)
                path.pop()
            elif parent not in seen:
                seen.add(parent)
                path.append((parent, iter(parent.parents)))
        self.give(start)
        for node in reversed(order):
            node.push()
        for node in order:
            node.grad = node.grad + node.share
            node.share = None
