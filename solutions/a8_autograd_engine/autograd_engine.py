"""A small autograd engine: tensors that remember how they were made, and the gradients that follow from it."""

import numpy as np


class Tensor:
    """An array, the gradient of a loss with respect to it, and the tensors that it was made of.

    `data` and `grad` are float64 arrays of the same shape; `grad` starts as zeros and stays so until a `backward`.
    `links` are for your bookkeeping: pairs (parent, pull), where pull(G) turns dL/d(this tensor) into the parent's
    share of it. You may keep your books otherwise, as long as `Tensor(data)` works.
    Each operator returns a new Tensor, broadcasts as NumPy does and changes no data. Numbers and arrays may stand on
    either side and are constants: 2 - a, X @ a. In a ** p, p is a number, at least 1 where a has zeros. `@` takes two
    matrices. No array is empty.
    Numbers: a = Tensor([1, 2]), b = Tensor(3); y = (a * b).sum() has data 9; y.backward(): a.grad [3, 3], b.grad 3.
    """

    __array_ufunc__ = None  # makes NumPy leave `array * tensor` to the reflected operators below

    def __init__(self, data, links=()):
        self.data = np.array(data, dtype=np.float64)
        self.grad = np.zeros_like(self.data)
        self.links = tuple(links)

    def __add__(self, other):
        # BEGIN SOLUTION
        other = as_tensor(other)
        return Tensor(self.data + other.data, [(self, lambda G: G), (other, lambda G: G)])
        # END SOLUTION

    def __sub__(self, other):
        # BEGIN SOLUTION
        other = as_tensor(other)
        return Tensor(self.data - other.data, [(self, lambda G: G), (other, lambda G: -G)])
        # END SOLUTION

    def __neg__(self):
        # BEGIN SOLUTION
        return Tensor(-self.data, [(self, lambda G: -G)])
        # END SOLUTION

    def __mul__(self, other):
        # BEGIN SOLUTION
        other = as_tensor(other)
        return Tensor(self.data * other.data, [(self, lambda G: G * other.data), (other, lambda G: G * self.data)])
        # END SOLUTION

    def __truediv__(self, other):
        # BEGIN SOLUTION
        other = as_tensor(other)
        quotient = self.data / other.data
        return Tensor(quotient, [(self, lambda G: G / other.data), (other, lambda G: -G * quotient / other.data)])
        # END SOLUTION

    def __pow__(self, p):
        # BEGIN SOLUTION
        return Tensor(self.data**p, [(self, lambda G: G * p * self.data ** (p - 1))])
        # END SOLUTION

    def __matmul__(self, other):
        # BEGIN SOLUTION
        other = as_tensor(other)
        links = [(self, lambda G: G @ other.data.T), (other, lambda G: self.data.T @ G)]
        return Tensor(self.data @ other.data, links)
        # END SOLUTION

    def sum(self, axis=None, keepdims=False):
        """The sum of all entries, or along one axis; `axis` (None or an integer) and `keepdims` as NumPy has them."""

        # BEGIN SOLUTION
        def pull(G):
            spread = np.expand_dims(G, axis) if axis is not None and not keepdims else G
            return np.broadcast_to(spread, self.data.shape)

        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, pull)])
        # END SOLUTION

    def mean(self):
        """The mean of all entries, a tensor of shape ()."""
        # BEGIN SOLUTION
        return Tensor(self.data.mean(), [(self, lambda G: np.full(self.data.shape, G / self.data.size))])
        # END SOLUTION

    def transpose(self):
        """Rows and columns exchanged, for a matrix; `a.T` calls this."""
        # BEGIN SOLUTION
        return Tensor(self.data.T, [(self, lambda G: G.T)])
        # END SOLUTION

    def relu(self):
        """Each entry where it is positive, else 0. The slope at 0 counts as 0."""
        # BEGIN SOLUTION
        return Tensor(np.maximum(self.data, 0), [(self, lambda G: G * (self.data > 0))])
        # END SOLUTION

    def tanh(self):
        """The hyperbolic tangent of each entry."""
        # BEGIN SOLUTION
        A = np.tanh(self.data)
        return Tensor(A, [(self, lambda G: G * (1 - A**2))])
        # END SOLUTION

    def exp(self):
        """e to the power of each entry."""
        # BEGIN SOLUTION
        A = np.exp(self.data)
        return Tensor(A, [(self, lambda G: G * A)])
        # END SOLUTION

    def log(self):
        """The natural logarithm of each entry."""
        # BEGIN SOLUTION
        return Tensor(np.log(self.data), [(self, lambda G: G / self.data)])
        # END SOLUTION

    def backward(self, gradient=None):
        """Add dL/dt to `t.grad` for this tensor and for every tensor t that it was made of, in whatever steps.

        gradient: dL/d(this tensor), an array of its shape, which stays as it is; None means 1 and is for a tensor with
        one entry. Raises ValueError for None where there are more entries, and for another shape. Each call adds to
        what is there, on the same graph too. A chain of 2,000 operations must work; Python's recursion ends near 1,000.
        Numbers: a = Tensor(3); (a * a).backward(): a.grad is 6; once more: 12.
        """
        # BEGIN SOLUTION
        if gradient is None and self.data.size != 1:
            raise ValueError("a tensor with more than one entry needs a gradient to start from")
        G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=np.float64)
        if G.shape != self.data.shape:
            raise ValueError(f"the gradient has shape {G.shape}, the tensor {self.data.shape}")

        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, parents_done = stack.pop()
            if parents_done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack.extend((parent, False) for parent, _ in node.links)

        arrived = {id(self): G}
        for node in reversed(order):
            G = arrived.pop(id(node))
            node.grad = node.grad + G
            for parent, pull in node.links:
                share = unbroadcast(pull(G), parent.data.shape)
                arrived[id(parent)] = arrived.get(id(parent), 0.0) + share
        # END SOLUTION

    __radd__, __rmul__ = __add__, __mul__  # these and the rest are given: constants on the left, and `a.T`

    def __rsub__(self, other):
        return as_tensor(other) - self

    def __rtruediv__(self, other):
        return as_tensor(other) / self

    def __rmatmul__(self, other):
        return as_tensor(other) @ self

    T = property(transpose)


def as_tensor(value):
    """A number or an array as a tensor; a tensor as it is."""
    return value if isinstance(value, Tensor) else Tensor(value)


def unbroadcast(G, shape):
    """Add up a gradient over the axes along which broadcasting repeated an array of the shape `shape`.

    G: an array whose shape comes from broadcasting `shape` with others. Returns an array of exactly `shape`: axes that
    broadcasting put in front, and axes of size 1 that it stretched, are summed. Where nothing was repeated: G's values.
    Numbers: G [[1, 2, 3], [4, 5, 6]] with shape (3,) -> [5, 7, 9]; (2, 1) -> [[6], [15]]; () -> 21.
    """
    # BEGIN SOLUTION
    if G.shape == shape:
        return G
    in_front = G.ndim - len(shape)
    G = G.sum(axis=tuple(range(in_front)))
    stretched = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return G.sum(axis=stretched, keepdims=True)
    # END SOLUTION


def zero_grad(tensors):
    """Set the `grad` of each of the `tensors` (a list) back to zeros of the shape of its `data`. Returns None.

    Numbers: a.grad [3, 4] and b.grad 5; zero_grad([a, b]): a.grad [0, 0], b.grad 0.
    """
    # BEGIN SOLUTION
    for tensor in tensors:
        tensor.grad = np.zeros_like(tensor.data)
    # END SOLUTION


def find_bug():
    """The mistake in suspect.py, and an example that shows it by 1 % or more: (mistake_id, example), a text and a dict.

    suspect.CANDIDATES and suspect.ARGUMENTS have the ids and the bounds. An id counts beside such an example only.
    Legal, but it shows nothing: {"steps": "u = avg(a, b); y = dist(u, c)", "a": 1, "b": 2, "c": 3}.
    """
    # BEGIN SOLUTION
    return "shares-by-name", {"steps": "y = dist(a, a)", "a": 1.0, "b": 1.0, "c": 1.0}
    # END SOLUTION
