# %% right closures
# each operator stores a closure that adds to its parents' shares; a share of this pass beside grad
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


# %% wrong axis-ignored sum
# The axis is not used.
# loses: Tensor:the array operations, gradients:a.sum()
def sum_of(self, axis=None, keepdims=False):
    x = self.data
    return Tensor(x.sum(), [(self, lambda G: np.broadcast_to(G, x.shape))])


Tensor.sum = sum_of


# %% wrong keepdims-lost sum
# keepdims is not used.
# loses: Tensor:the array operations, gradients:a.sum()
def sum_of(self, axis=None, keepdims=False):
    x = self.data
    return Tensor(
        x.sum(axis=axis), [(self, lambda G: np.broadcast_to(G if axis is None else np.expand_dims(G, axis), x.shape))]
    )


Tensor.sum = sum_of


# %% wrong mean-for-sum sum
# The mean.
# loses: Tensor:the array operations
def sum_of(self, axis=None, keepdims=False):
    x = self.data
    return Tensor(
        x.mean(axis=axis, keepdims=keepdims),
        [(self, lambda G: np.broadcast_to(G if axis is None or keepdims else np.expand_dims(G, axis), x.shape))],
    )


Tensor.sum = sum_of


# %% wrong none add-composed-sub
# A thousandth too large; the difference is put together from the wrong sum.
# loses: Tensor:the arithmetic
def add_of(self, other):
    other = as_tensor(other)
    return Tensor((self.data + other.data) * 1.001, [(self, lambda G: G), (other, lambda G: G)])


Tensor.__add__ = add_of
Tensor.__radd__ = add_of
Tensor.__sub__ = lambda self, other: self + -as_tensor(other)


# %% wrong none add-scaled
# A thousandth too large.
# loses: Tensor:the arithmetic
def add_of(self, other):
    other = as_tensor(other)
    return Tensor((self.data + other.data) * 1.001, [(self, lambda G: G), (other, lambda G: G)])


Tensor.__add__ = add_of
Tensor.__radd__ = add_of


# %% wrong none changes-data
# Adding writes into the first operand.
# loses: edges of Tensor:the arithmetic
right_add = Tensor.__add__


def add_of(self, other):
    out = right_add(self, other)
    if self.data.shape == out.data.shape:
        self.data = out.data
    return out


Tensor.__add__ = add_of


# %% wrong none div-composed-mean
# Half of the quotient; the mean is put together from it.
# loses: Tensor:the arithmetic, gradients:a/b
def div_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b / 2, [(self, lambda G: G / b / 2), (other, lambda G: -G * a / b**2 / 2)])


Tensor.__truediv__ = div_of
Tensor.mean = lambda self: self.sum() / self.data.size


# %% wrong none exp-small-only
# More than eight entries are left as they are.
# loses: Tensor:the functions
def exp_of(self):
    A = np.exp(self.data)
    return Tensor(A if A.size < 9 else self.data, [(self, lambda G: G * A)])


Tensor.exp = exp_of


# %% wrong none log-base-ten
# Logarithm to the base 10.
# loses: Tensor:the functions
def log_of(self):
    x = self.data
    return Tensor(np.log10(x), [(self, lambda G: G / x)])


Tensor.log = log_of


# %% wrong none matmul-in-place
# The product of square matrices is written over the first one.
# loses: edges of Tensor:the array operations
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data.copy(), other.data
    out = Tensor(a @ b, [(self, lambda G: G @ b.T), (other, lambda G: a.T @ G)])
    if out.data.shape == a.shape:
        self.data = out.data
    return out


Tensor.__matmul__ = matmul_of


# %% wrong none pow-product
# p times a.
# loses: Tensor:the arithmetic
def pow_of(self, p):
    x = self.data
    return Tensor(p * x, [(self, lambda G: G * p * x ** (p - 1))])


Tensor.__pow__ = pow_of


# %% wrong none relu-absolute
# The absolute value.
# loses: Tensor:the functions
def relu_of(self):
    x = self.data
    return Tensor(np.abs(x), [(self, lambda G: G * (x > 0))])


Tensor.relu = relu_of


# %% wrong none relu-in-place
# Negative entries of the operand are set to 0.
# loses: edges of Tensor:the functions
def relu_of(self):
    mask = self.data > 0
    self.data[~mask] = 0
    return Tensor(self.data, [(self, lambda G: G * mask)])


Tensor.relu = relu_of


# %% wrong not-finite pow-by-logarithm-at-zero
# Through exp and log, with a sign: nan at 0.
# loses: edges of Tensor:the arithmetic
def pow_of(self, p):
    x = self.data
    sign = np.where(x < 0, -1.0, 1.0) ** p
    return Tensor(sign * np.exp(p * np.log(np.abs(x))) + 0 / x, [(self, lambda G: G * p * x ** (p - 1))])


Tensor.__pow__ = pow_of


# %% wrong not-implemented div-missing
# There is no division at all.
# loses: Tensor:the arithmetic, gradients:a/b
del Tensor.__truediv__


# %% wrong not-implemented mul
# Not started.
# loses: Tensor:the arithmetic, gradients:a*b
def mul_of(self, other):
    raise NotImplementedError


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of


# %% wrong not-reduced mean
# The mean of each column.
# loses: Tensor:the array operations, gradients:a.mean()
def mean_of(self):
    x = self.data
    return Tensor(x.mean(axis=0), [(self, lambda G: np.broadcast_to(G / len(x), x.shape))])


Tensor.mean = mean_of


# %% wrong operands-swapped div-swapped
# b / a.
# loses: Tensor:the arithmetic
def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(b / a, [(self, lambda G: G / b), (other, lambda G: -G * a / b**2)])


Tensor.__truediv__ = truediv_of


# %% wrong raised matmul-elementwise
# * for @.
# loses: Tensor:the array operations, gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G @ b.T), (other, lambda G: a.T @ G)])


Tensor.__matmul__ = matmul_of


# %% wrong reshaped-not-transposed T
# Reshaped.
# loses: Tensor:the array operations, gradients:a.T
def transpose_of(self):
    x = self.data
    return Tensor(x.reshape(x.shape[::-1]), [(self, lambda G: G.reshape(x.shape))])


Tensor.transpose = transpose_of
Tensor.T = property(transpose_of)


# %% wrong sign-flipped sub-swapped
# b - a.
# loses: Tensor:the arithmetic
def sub_of(self, other):
    other = as_tensor(other)
    return Tensor(other.data - self.data, [(self, lambda G: G), (other, lambda G: -G)])


Tensor.__sub__ = sub_of


# %% wrong single-precision everywhere
# The constructor makes float32 arrays.
def init(self, data, links=()):
    self.data = np.array(data, dtype=np.float32)
    self.grad = np.zeros_like(self.data)
    self.links = tuple(links)


Tensor.__init__ = init


# %% wrong single-precision exp
# The exponential is computed in float32.
# loses: Tensor:the functions, gradients:a.exp()
def exp_of(self):
    A = np.exp(self.data.astype(np.float32))
    return Tensor(A, [(self, lambda G: G.astype(np.float32) * A)])


Tensor.exp = exp_of


# %% wrong sum-for-mean mean
# The sum.
# loses: Tensor:the array operations
def mean_of(self):
    x = self.data
    return Tensor(x.sum(), [(self, lambda G: np.full(x.shape, G / x.size))])


Tensor.mean = mean_of


# %% wrong transposed matmul
# The product comes out transposed.
# loses: Tensor:the array operations, gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor((a @ b).T, [(self, lambda G: G.T @ b.T), (other, lambda G: a.T @ G.T)])


Tensor.__matmul__ = matmul_of


# %% wrong upside-down div
# a * b.
# loses: Tensor:the arithmetic
def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G / b), (other, lambda G: -G * a / b**2)])


Tensor.__truediv__ = truediv_of


# %% wrong wrong-shape sum-of-matrices
# keepdims is forgotten for a sum over everything.
# loses: edges of Tensor:the array operations
right_sum = Tensor.sum


def sum_of(self, axis=None, keepdims=False):
    return right_sum(self, axis, keepdims) if axis is not None else right_sum(self)


Tensor.sum = sum_of


# %% wrong wrong-type array-on-the-left
# NumPy takes the operation over where an array stands on the left.
# loses: edges of Tensor, gradients
del Tensor.__array_ufunc__


# %% wrong wrong-type neg
# The return is missing.
# loses: Tensor:the arithmetic, gradients:-a
def neg_of(self):
    -self.data


Tensor.__neg__ = neg_of


# %% wrong wrong-type tanh-array
# A plain array comes back.
# loses: Tensor:the functions, gradients:a.tanh()
def tanh_of(self):
    return np.tanh(self.data)


Tensor.tanh = tanh_of
