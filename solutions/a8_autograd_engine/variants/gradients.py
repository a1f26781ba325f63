# %% wrong averaged-twice mean
# Divided by the size twice.
# loses: gradients:a.mean()
def mean_of(self):
    n = self.data.size
    return Tensor(self.data.mean(), [(self, lambda G: np.full(self.data.shape, G / n / n))])


Tensor.mean = mean_of


# %% wrong axis-not-restored sum
# The summed axis is not put back.
# loses: gradients:a.sum()
def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        return np.broadcast_to(G, x.shape)

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of


# %% wrong brackets-lost tanh
# Brackets are missing or in another place.
# loses: gradients:a.tanh()
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * 1 - A**2)])


Tensor.tanh = tanh_of


# %% wrong brackets-lost tanh-of-the-difference
# Brackets are missing or in another place.
# loses: gradients:a.tanh()
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * (1 - A) ** 2)])


Tensor.tanh = tanh_of


# %% wrong brackets-lost tanh-upstream-last
# Brackets are missing or in another place.
# loses: gradients:a.tanh()
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: 1 - A**2 * G)])


Tensor.tanh = tanh_of


# %% wrong derivative-at-input exp
# G times the input.
# loses: gradients:a.exp()
def exp_of(self):
    A = np.exp(self.data)
    return Tensor(A, [(self, lambda G: G * self.data)])


Tensor.exp = exp_of


# %% wrong derivative-at-input tanh
# 1 - z**2.
# loses: gradients:a.tanh()
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * (1 - self.data**2))])


Tensor.tanh = tanh_of


# %% wrong derivative-at-output exp
# exp of the exp.
# loses: gradients:a.exp()
def exp_of(self):
    A = np.exp(self.data)
    return Tensor(A, [(self, lambda G: G * np.exp(A))])


Tensor.exp = exp_of


# %% wrong derivative-at-output log
# 1 / log(a).
# loses: gradients:a.log()
def log_of(self):
    A = np.log(self.data)
    return Tensor(A, [(self, lambda G: G / A)])


Tensor.log = log_of


# %% wrong derivative-at-output tanh
# tanh of the tanh.
# loses: gradients:a.tanh()
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * (1 - np.tanh(A) ** 2))])


Tensor.tanh = tanh_of


# %% wrong doubled add
# The share is given twice.
# loses: gradients:a+b
def add_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a + b, [(self, lambda G: 2 * G), (other, lambda G: 2 * G)])


Tensor.__add__ = add_of
Tensor.__radd__ = add_of


# %% wrong doubled add-closures
# Closures; the difference is put together from the wrong sum.
# loses: gradients:a+b
def with_a_closure(operator):
    def operate(*args, **options):
        out = operator(*args, **options)
        if out.links:
            out.passes, out.links = out.links, ()
        return out

    return operate


def add_of(self, other):
    other = as_tensor(other)
    return Tensor(self.data + other.data, [(self, lambda G: 2 * G), (other, lambda G: 2 * G)])


Tensor.__add__ = add_of
for name in ("__add__", "__mul__", "__pow__", "__matmul__", "sum", "transpose", "relu", "tanh", "exp", "log"):
    setattr(Tensor, name, with_a_closure(getattr(Tensor, name)))
Tensor.__radd__, Tensor.__rmul__, Tensor.T = Tensor.__add__, Tensor.__mul__, property(Tensor.transpose)
Tensor.__neg__ = lambda self: self * -1
Tensor.__sub__ = lambda self, other: self + -as_tensor(other)
Tensor.__truediv__ = lambda self, other: self * as_tensor(other) ** -1
Tensor.mean = lambda self: self.sum() * (1 / self.data.size)


def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen, stack = [], set(), [(self, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.insert(0, node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in getattr(node, "passes", ()))

    shares = {id(node): np.zeros_like(node.data) for node in order}
    shares[id(self)] = G
    for node in order:
        node.grad = node.grad + shares[id(node)]
        for parent, pull in getattr(node, "passes", ()):
            shares[id(parent)] = shares[id(parent)] + unbroadcast(pull(shares[id(node)]), parent.data.shape)


Tensor.backward = backward_of


# %% wrong elementwise-product matmul
# The rule of the entry-wise product.
# loses: gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: G * b), (other, lambda G: G * a)])


Tensor.__matmul__ = matmul_of


# %% wrong exponent-forgotten pow
# a**(p-1) without the p.
# loses: gradients:a**p
def pow_of(self, p):
    A = self.data**p
    return Tensor(A, [(self, lambda G: G * self.data ** (p - 1))])


Tensor.__pow__ = pow_of


# %% wrong exponent-not-lowered pow
# p * a**p.
# loses: gradients:a**p
def pow_of(self, p):
    A = self.data**p
    return Tensor(A, [(self, lambda G: G * p * self.data**p)])


Tensor.__pow__ = pow_of


# %% wrong exponent-not-lowered pow-closures
# Closures; the division is put together from the wrong power.
# loses: gradients:a**p
def with_a_closure(operator):
    def operate(*args, **options):
        out = operator(*args, **options)
        if out.links:
            out.passes, out.links = out.links, ()
        return out

    return operate


def pow_of(self, p):
    return Tensor(self.data**p, [(self, lambda G: G * p * self.data**p)])


Tensor.__pow__ = pow_of
for name in ("__add__", "__mul__", "__pow__", "__matmul__", "sum", "transpose", "relu", "tanh", "exp", "log"):
    setattr(Tensor, name, with_a_closure(getattr(Tensor, name)))
Tensor.__radd__, Tensor.__rmul__, Tensor.T = Tensor.__add__, Tensor.__mul__, property(Tensor.transpose)
Tensor.__neg__ = lambda self: self * -1
Tensor.__sub__ = lambda self, other: self + -as_tensor(other)
Tensor.__truediv__ = lambda self, other: self * as_tensor(other) ** -1
Tensor.mean = lambda self: self.sum() * (1 / self.data.size)


def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen, stack = [], set(), [(self, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.insert(0, node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in getattr(node, "passes", ()))

    shares = {id(node): np.zeros_like(node.data) for node in order}
    shares[id(self)] = G
    for node in order:
        node.grad = node.grad + shares[id(node)]
        for parent, pull in getattr(node, "passes", ()):
            shares[id(parent)] = shares[id(parent)] + unbroadcast(pull(shares[id(node)]), parent.data.shape)


Tensor.backward = backward_of


# %% wrong factors-swapped matmul
# The matrices in the wrong order.
# loses: gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: b.T @ G), (other, lambda G: G @ a.T)])


Tensor.__matmul__ = matmul_of


# %% wrong inputs-forgotten div
# The numerator is missing in the denominator's slope.
# loses: gradients:a/b
def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b, [(self, lambda G: G / b), (other, lambda G: -G / b**2)])


Tensor.__truediv__ = truediv_of


# %% wrong mask-of-upstream relu
# G > 0 for a > 0.
# loses: gradients:a.relu()
def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: G * (G > 0))])


Tensor.relu = relu_of


# %% wrong mask-of-upstream relu-of-upstream
# Relu of G.
# loses: gradients:a.relu()
def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: np.maximum(G, 0))])


Tensor.relu = relu_of


# %% wrong mean-for-sum sum
# Divided by the count.
# loses: gradients:a.sum()
def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        count = x.size if axis is None else x.shape[axis]
        if axis is not None and not keepdims:
            G = np.expand_dims(G, axis)
        return np.broadcast_to(G, x.shape) / count

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of


# %% wrong none constants-scaled
# A number on the left makes the gradient twice as large.
# loses: edges of gradients:a-b
right_rsub = Tensor.__rsub__


def rsub_of(self, other):
    out = right_rsub(self, other)
    return Tensor(out.data, [(parent, lambda G, pull=pull: 2 * pull(G)) for parent, pull in out.links])


Tensor.__rsub__ = rsub_of


# %% wrong none exp-power-rule
# The power rule.
# loses: gradients:a.exp()
def exp_of(self):
    A = np.exp(self.data)
    return Tensor(A, [(self, lambda G: G * self.data * np.exp(self.data - 1))])


Tensor.exp = exp_of


# %% wrong none pow-always-two
# 2 * a whatever the exponent.
# loses: gradients:a**p
def pow_of(self, p):
    A = self.data**p
    return Tensor(A, [(self, lambda G: G * 2 * self.data)])


Tensor.__pow__ = pow_of


# %% wrong none pow-zero-is-one
# The power 0 is taken for the power 1.
# loses: gradients:a**p
def pow_of(self, p):
    return Tensor(self.data**p, [(self, lambda G: G * (p or 1) * self.data ** ((p or 1) - 1))])


Tensor.__pow__ = pow_of


# %% wrong none relu-at-zero
# >= for >: the slope at 0 is 1.
# loses: edges of gradients:a.relu()
def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: G * (self.data >= 0))])


Tensor.relu = relu_of


# %% wrong none tanh-scaled
# A thousandth too large.
# loses: gradients:a.tanh()
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: 1.001 * G * (1 - A**2))])


Tensor.tanh = tanh_of


# %% wrong not-averaged mean
# G for every entry.
# loses: gradients:a.mean()
def mean_of(self):
    A = self.data.mean()
    return Tensor(A, [(self, lambda G: np.full(self.data.shape, G))])


Tensor.mean = mean_of


# %% wrong not-deterministic tanh-noise
# Noise on the slope.
# loses: gradients:a.tanh(), backward:a node used twice
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * (1 - A**2) * (1 + 0.01 * np.random.randn()))])


Tensor.tanh = tanh_of


# %% wrong not-finite mul-by-quotient
# The slope is the product divided by the operand: nan at 0.
# loses: edges of gradients:a*b
def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    A = a * b
    return Tensor(A, [(self, lambda G: G * (A / a)), (other, lambda G: G * (A / b))])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of


# %% wrong not-finite pow-by-logarithm
# Through exp and log, which fails for negative numbers.
# loses: gradients:a**p
right_pow = Tensor.__pow__


def pow_of(self, p):
    return Tensor(self.data**p, [(self, lambda G: G * p * np.exp((p - 1) * np.log(self.data)))])


Tensor.__pow__ = pow_of


# %% wrong not-finite pow-by-quotient
# The slope is p times the power divided by the base: nan at 0.
# loses: edges of gradients:a**p
def pow_of(self, p):
    A = self.data**p
    return Tensor(A, [(self, lambda G: G * p * A / self.data)])


Tensor.__pow__ = pow_of


# %% wrong not-transposed-back T
# G as it is.
# loses: gradients:a.T
def transpose_of(self):
    A = self.data.T
    return Tensor(A, [(self, lambda G: G)])


Tensor.transpose = transpose_of
Tensor.T = property(transpose_of)


# %% wrong not-wired exp-plain-data
# The operand is wrapped anew, so the link leads to a copy.
# loses: gradients:a.exp()
def exp_of(self):
    copy = Tensor(self.data)
    A = np.exp(copy.data)
    return Tensor(A, [(copy, lambda G: G * A)])


Tensor.exp = exp_of


# %% wrong not-wired matmul-links-forgotten
# The links are made and not handed on.
# loses: gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    links = [(self, lambda G: G @ other.data.T), (other, lambda G: self.data.T @ G)]
    out = Tensor(self.data @ other.data)
    out.parents = links
    return out


Tensor.__matmul__ = matmul_of


# %% wrong not-wired add
# The sum does not say what it was made of.
# loses: gradients:a+b
def add_of(self, other):
    return Tensor(self.data + as_tensor(other).data)


Tensor.__add__ = add_of
Tensor.__radd__ = add_of


# %% wrong not-wired mul
# The product does not say what it was made of.
# loses: gradients:a*b
def mul_of(self, other):
    return Tensor(self.data * as_tensor(other).data)


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of


# %% wrong not-wired sum-closures
# Closures; the sum has none.
# loses: gradients:a.sum()
def with_a_closure(operator):
    def operate(*args, **options):
        out = operator(*args, **options)
        if out.links:
            out.passes, out.links = out.links, ()
        return out

    return operate


def sum_of(self, axis=None, keepdims=False):
    return Tensor(self.data.sum(axis=axis, keepdims=keepdims))


Tensor.sum = sum_of
for name in ("__add__", "__mul__", "__pow__", "__matmul__", "sum", "transpose", "relu", "tanh", "exp", "log"):
    setattr(Tensor, name, with_a_closure(getattr(Tensor, name)))
Tensor.__radd__, Tensor.__rmul__, Tensor.T = Tensor.__add__, Tensor.__mul__, property(Tensor.transpose)
Tensor.__neg__ = lambda self: self * -1
Tensor.__sub__ = lambda self, other: self + -as_tensor(other)
Tensor.__truediv__ = lambda self, other: self * as_tensor(other) ** -1
Tensor.mean = lambda self: self.sum() * (1 / self.data.size)
Tensor.mean = with_a_closure(
    lambda self: Tensor(self.data.mean(), [(self, lambda G: np.full(self.data.shape, G / self.data.size))])
)


def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen, stack = [], set(), [(self, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.insert(0, node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in getattr(node, "passes", ()))

    shares = {id(node): np.zeros_like(node.data) for node in order}
    shares[id(self)] = G
    for node in order:
        node.grad = node.grad + shares[id(node)]
        for parent, pull in getattr(node, "passes", ()):
            shares[id(parent)] = shares[id(parent)] + unbroadcast(pull(shares[id(node)]), parent.data.shape)


Tensor.backward = backward_of


# %% wrong operand-left-out add
# Only self gets a share.
# loses: gradients:a+b
def add_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a + b, [(self, lambda G: G), (other, lambda G: 0 * G)])


Tensor.__add__ = add_of
Tensor.__radd__ = add_of


# %% wrong operand-left-out matmul
# The second matrix gets nothing.
# loses: gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: G @ b.T), (other, lambda G: 0 * b)])


Tensor.__matmul__ = matmul_of


# %% wrong operand-left-out mul
# The second factor gets nothing.
# loses: gradients:a*b
def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G * b), (other, lambda G: 0 * G)])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of


# %% wrong operand-not-transposed matmul
# Without the transposes.
# loses: gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: G @ b), (other, lambda G: a @ G)])


Tensor.__matmul__ = matmul_of


# %% wrong own-factor mul
# Each factor times itself.
# loses: gradients:a*b
def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G * a), (other, lambda G: G * b)])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of


# %% wrong own-factor mul-closures
# Closures; difference, quotient, mean and negation are put together from the wrong product.
# loses: gradients:a*b
def with_a_closure(operator):
    def operate(*args, **options):
        out = operator(*args, **options)
        if out.links:
            out.passes, out.links = out.links, ()
        return out

    return operate


def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G * a), (other, lambda G: G * b)])


Tensor.__mul__ = mul_of
for name in ("__add__", "__mul__", "__pow__", "__matmul__", "sum", "transpose", "relu", "tanh", "exp", "log"):
    setattr(Tensor, name, with_a_closure(getattr(Tensor, name)))
Tensor.__radd__, Tensor.__rmul__, Tensor.T = Tensor.__add__, Tensor.__mul__, property(Tensor.transpose)
Tensor.__neg__ = lambda self: self * -1
Tensor.__sub__ = lambda self, other: self + -as_tensor(other)
Tensor.__truediv__ = lambda self, other: self * as_tensor(other) ** -1
Tensor.mean = lambda self: self.sum() * (1 / self.data.size)


def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen, stack = [], set(), [(self, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.insert(0, node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in getattr(node, "passes", ()))

    shares = {id(node): np.zeros_like(node.data) for node in order}
    shares[id(self)] = G
    for node in order:
        node.grad = node.grad + shares[id(node)]
        for parent, pull in getattr(node, "passes", ()):
            shares[id(parent)] = shares[id(parent)] + unbroadcast(pull(shares[id(node)]), parent.data.shape)


Tensor.backward = backward_of


# %% wrong raised sum-counts-from-the-front
# A negative axis other than -1 is taken for 0.
# loses: edges of gradients:a.sum()
def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        if axis is not None and not keepdims:
            G = np.expand_dims(G, max(axis, -1))
        return np.broadcast_to(G, x.shape)

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of


# %% wrong reshaped-not-transposed T
# Reshaped.
# loses: gradients:a.T
def transpose_of(self):
    A = self.data.T
    return Tensor(A, [(self, lambda G: G.reshape(self.data.shape))])


Tensor.transpose = transpose_of
Tensor.T = property(transpose_of)


# %% wrong rows-for-elements mean
# Divided by the rows.
# loses: gradients:a.mean()
def mean_of(self):
    A = self.data.mean()
    return Tensor(A, [(self, lambda G: np.full(self.data.shape, G / len(self.data)))])


Tensor.mean = mean_of


# %% wrong sign-flipped div
# The minus of the denominator's slope is missing.
# loses: gradients:a/b
def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b, [(self, lambda G: G / b), (other, lambda G: G * a / b**2)])


Tensor.__truediv__ = truediv_of


# %% wrong sign-flipped matmul
# A minus in the first share.
# loses: gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: -G @ b.T), (other, lambda G: a.T @ G)])


Tensor.__matmul__ = matmul_of


# %% wrong sign-flipped neg
# Passed on as for a plus.
# loses: gradients:-a
def neg_of(self):
    A = -self.data
    return Tensor(A, [(self, lambda G: G)])


Tensor.__neg__ = neg_of


# %% wrong sign-flipped neg-closures
# Closures; the difference is put together from the wrong negation.
# loses: gradients:-a
def with_a_closure(operator):
    def operate(*args, **options):
        out = operator(*args, **options)
        if out.links:
            out.passes, out.links = out.links, ()
        return out

    return operate


for name in ("__add__", "__mul__", "__pow__", "__matmul__", "sum", "transpose", "relu", "tanh", "exp", "log"):
    setattr(Tensor, name, with_a_closure(getattr(Tensor, name)))
Tensor.__radd__, Tensor.__rmul__, Tensor.T = Tensor.__add__, Tensor.__mul__, property(Tensor.transpose)
Tensor.__neg__ = lambda self: self * -1
Tensor.__sub__ = lambda self, other: self + -as_tensor(other)
Tensor.__truediv__ = lambda self, other: self * as_tensor(other) ** -1
Tensor.mean = lambda self: self.sum() * (1 / self.data.size)
Tensor.__neg__ = with_a_closure(lambda self: Tensor(-self.data, [(self, lambda G: G)]))


def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen, stack = [], set(), [(self, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.insert(0, node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in getattr(node, "passes", ()))

    shares = {id(node): np.zeros_like(node.data) for node in order}
    shares[id(self)] = G
    for node in order:
        node.grad = node.grad + shares[id(node)]
        for parent, pull in getattr(node, "passes", ()):
            shares[id(parent)] = shares[id(parent)] + unbroadcast(pull(shares[id(node)]), parent.data.shape)


Tensor.backward = backward_of


# %% wrong sign-flipped neg-composed
# The difference is put together from the wrong negation.
# loses: gradients:-a
Tensor.__neg__ = lambda self: Tensor(-self.data, [(self, lambda G: G)])
Tensor.__sub__ = lambda self, other: self + -as_tensor(other)


# %% wrong sign-flipped sub
# The minus of the second operand is missing.
# loses: gradients:a-b
def sub_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a - b, [(self, lambda G: G), (other, lambda G: G)])


Tensor.__sub__ = sub_of


# %% wrong sign-flipped sub-both
# Both signs are wrong.
# loses: gradients:a-b
def sub_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a - b, [(self, lambda G: -G), (other, lambda G: G)])


Tensor.__sub__ = sub_of


# %% wrong sign-flipped+square-forgotten div
# Neither minus nor square.
# loses: gradients:a/b
def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b, [(self, lambda G: G / b), (other, lambda G: G * a / b)])


Tensor.__truediv__ = truediv_of


# %% wrong sign-for-step relu
# np.sign of the input.
# loses: gradients:a.relu()
def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: G * np.sign(self.data))])


Tensor.relu = relu_of


# %% wrong single-precision matmul
# The shares are rounded to float32.
# loses: gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data.astype(np.float32), other.data.astype(np.float32)
    links = [(self, lambda G: G.astype(np.float32) @ b.T), (other, lambda G: a.T @ G.astype(np.float32))]
    return Tensor(self.data @ other.data, links)


Tensor.__matmul__ = matmul_of


# %% wrong single-precision tanh
# The slope is computed in float32.
# loses: gradients:a.tanh()
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: (G * (1 - A**2)).astype(np.float32))])


Tensor.tanh = tanh_of


# %% wrong slope-at-upstream exp
# The slope is taken at G.
# loses: gradients:a.exp()
def exp_of(self):
    return Tensor(np.exp(self.data), [(self, lambda G: G * np.exp(G))])


Tensor.exp = exp_of


# %% wrong slope-at-upstream tanh
# The slope is taken at G.
# loses: gradients:a.tanh()
def tanh_of(self):
    return Tensor(np.tanh(self.data), [(self, lambda G: G * (1 - G**2))])


Tensor.tanh = tanh_of


# %% wrong slope-at-upstream tanh-of-upstream
# The slope is taken at G.
# loses: gradients:a.tanh()
def tanh_of(self):
    return Tensor(np.tanh(self.data), [(self, lambda G: G * (1 - np.tanh(G) ** 2))])


Tensor.tanh = tanh_of


# %% wrong slope-forgotten exp
# G as it is.
# loses: gradients:a.exp()
def exp_of(self):
    A = np.exp(self.data)
    return Tensor(A, [(self, lambda G: G)])


Tensor.exp = exp_of


# %% wrong slope-forgotten mul
# G for both, as for a sum.
# loses: gradients:a*b
def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G), (other, lambda G: G)])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of


# %% wrong slope-forgotten relu
# Everything passes.
# loses: gradients:a.relu()
def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: G)])


Tensor.relu = relu_of


# %% wrong square-forgotten div
# b where b**2 is due.
# loses: gradients:a/b
def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b, [(self, lambda G: G / b), (other, lambda G: -G * a / b)])


Tensor.__truediv__ = truediv_of


# %% wrong square-forgotten tanh
# 1 - A.
# loses: gradients:a.tanh()
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * (1 - A))])


Tensor.tanh = tanh_of


# %% wrong square-forgotten tanh-closures
# Closures; 1 - A.
# loses: gradients:a.tanh()
def with_a_closure(operator):
    def operate(*args, **options):
        out = operator(*args, **options)
        if out.links:
            out.passes, out.links = out.links, ()
        return out

    return operate


def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * (1 - A))])


Tensor.tanh = tanh_of
for name in ("__add__", "__mul__", "__pow__", "__matmul__", "sum", "transpose", "relu", "tanh", "exp", "log"):
    setattr(Tensor, name, with_a_closure(getattr(Tensor, name)))
Tensor.__radd__, Tensor.__rmul__, Tensor.T = Tensor.__add__, Tensor.__mul__, property(Tensor.transpose)
Tensor.__neg__ = lambda self: self * -1
Tensor.__sub__ = lambda self, other: self + -as_tensor(other)
Tensor.__truediv__ = lambda self, other: self * as_tensor(other) ** -1
Tensor.mean = lambda self: self.sum() * (1 / self.data.size)


def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen, stack = [], set(), [(self, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.insert(0, node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((parent, False) for parent, _ in getattr(node, "passes", ()))

    shares = {id(node): np.zeros_like(node.data) for node in order}
    shares[id(self)] = G
    for node in order:
        node.grad = node.grad + shares[id(node)]
        for parent, pull in getattr(node, "passes", ()):
            shares[id(parent)] = shares[id(parent)] + unbroadcast(pull(shares[id(node)]), parent.data.shape)


Tensor.backward = backward_of


# %% wrong transposed matmul
# Both shares come out transposed.
# loses: gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: b @ G.T), (other, lambda G: G.T @ a)])


Tensor.__matmul__ = matmul_of


# %% wrong transposed matmul-second
# The second share comes out transposed.
# loses: gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: G @ b.T), (other, lambda G: G.T @ a)])


Tensor.__matmul__ = matmul_of


# %% wrong upside-down div
# G * b for the numerator.
# loses: gradients:a/b
def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b, [(self, lambda G: G * b), (other, lambda G: -G * a / b**2)])


Tensor.__truediv__ = truediv_of


# %% wrong upside-down log
# G * a for G / a.
# loses: gradients:a.log()
def log_of(self):
    A = np.log(self.data)
    return Tensor(A, [(self, lambda G: G * self.data)])


Tensor.log = log_of


# %% wrong upstream-ignored add
# Ones for G.
# loses: gradients:a+b
def add_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a + b, [(self, lambda G: np.ones_like(G)), (other, lambda G: np.ones_like(G))])


Tensor.__add__ = add_of
Tensor.__radd__ = add_of


# %% wrong upstream-ignored every
# Every operator passes its slope alone.
# loses: gradients, backward
right_init = Tensor.__init__


def init(self, data, links=()):
    links = [(parent, lambda G, pull=pull: pull(np.ones_like(G))) for parent, pull in links]
    right_init(self, data, links)


Tensor.__init__ = init


# %% wrong upstream-ignored log
# 1 / a alone.
# loses: gradients:a.log()
def log_of(self):
    A = np.log(self.data)
    return Tensor(A, [(self, lambda G: 1 / self.data)])


Tensor.log = log_of


# %% wrong upstream-ignored matmul
# Ones for G.
# loses: gradients:a@b
def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: np.ones_like(G) @ b.T), (other, lambda G: a.T @ np.ones_like(G))])


Tensor.__matmul__ = matmul_of


# %% wrong upstream-ignored mean
# 1 / size.
# loses: gradients:a.mean()
def mean_of(self):
    A = self.data.mean()
    return Tensor(A, [(self, lambda G: np.full(self.data.shape, 1 / self.data.size))])


Tensor.mean = mean_of


# %% wrong upstream-ignored mul
# The other factor alone.
# loses: gradients:a*b
def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: b + 0 * G), (other, lambda G: a + 0 * G)])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of


# %% wrong upstream-ignored sum
# Ones.
# loses: gradients:a.sum()
def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        return np.ones_like(x)

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of


# %% wrong upstream-ignored tanh
# 1 - A**2 alone.
# loses: gradients:a.tanh()
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: 1 - A**2)])


Tensor.tanh = tanh_of


# %% wrong value-for-slope log
# G * log(a).
# loses: gradients:a.log()
def log_of(self):
    A = np.log(self.data)
    return Tensor(A, [(self, lambda G: G * A)])


Tensor.log = log_of


# %% wrong value-for-slope mean-composed
# The mean is put together from the wrong sum and a product.
# loses: gradients:a.sum()
def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        if axis is not None and not keepdims:
            G = np.expand_dims(G, axis)
        return G * x

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of
Tensor.mean = lambda self: self.sum() / self.data.size


# %% wrong value-for-slope mul
# G times the product.
# loses: gradients:a*b
def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G * (a * b)), (other, lambda G: G * (a * b))])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of


# %% wrong value-for-slope pow
# The power itself.
# loses: gradients:a**p
def pow_of(self, p):
    A = self.data**p
    return Tensor(A, [(self, lambda G: G * A)])


Tensor.__pow__ = pow_of


# %% wrong value-for-slope relu
# G times the output.
# loses: gradients:a.relu()
def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: G * A)])


Tensor.relu = relu_of


# %% wrong value-for-slope sum
# G times the entries.
# loses: gradients:a.sum()
def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        if axis is not None and not keepdims:
            G = np.expand_dims(G, axis)
        return G * x

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of


# %% wrong value-for-slope tanh
# G times A.
# loses: gradients:a.tanh()
def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * A)])


Tensor.tanh = tanh_of


# %% wrong wrong-axis sum
# Spread along the other axis.
# loses: gradients:a.sum()
def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        if axis is not None and not keepdims:
            G = np.expand_dims(G, 1 - axis % 2)
        return np.broadcast_to(G, x.shape)

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of
