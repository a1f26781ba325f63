# STYLE: each operator sums its shares back itself; backward only adds


def back(tensor, slope):
    return tensor, lambda G: unbroadcast(np.asarray(slope(G)), tensor.data.shape)


def add_of(self, other):
    other = as_tensor(other)
    return Tensor(self.data + other.data, [back(self, lambda G: G), back(other, lambda G: G)])


def sub_of(self, other):
    other = as_tensor(other)
    return Tensor(self.data - other.data, [back(self, lambda G: G), back(other, np.negative)])


def mul_of(self, other):
    other = as_tensor(other)
    return Tensor(self.data * other.data, [back(self, other.data.__mul__), back(other, self.data.__mul__)])


def div_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b, [back(self, lambda G: G / b), back(other, lambda G: -(G * a) / (b * b))])


def backward_of(self, gradient=None):
    if gradient is None:
        if self.data.size != 1:
            raise ValueError
        gradient = np.ones(self.data.shape)
    gradient = np.array(gradient, dtype=float)
    if gradient.shape != self.data.shape:
        raise ValueError
    order, seen, stack = [], set(), [(self, False)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack += [(node, True), *((parent, False) for parent, _ in node.links)]
    shares = {node: np.zeros(node.data.shape) for node in order}
    shares[self] = gradient
    for node in order[::-1]:
        for parent, pull in node.links:
            shares[parent] = shares[parent] + pull(shares[node])
    for node in order:
        node.grad = node.grad + shares[node]


Tensor.__add__, Tensor.__sub__, Tensor.__mul__, Tensor.__truediv__ = add_of, sub_of, mul_of, div_of
Tensor.__radd__, Tensor.__rmul__ = add_of, mul_of
Tensor.backward = backward_of
