# STYLE: gradients and shares are added in place, in arrays of their own


def unbroadcast(G, shape):
    front = tuple(range(np.ndim(G) - len(shape)))
    G = np.add.reduce(G, axis=front)
    for axis, size in enumerate(shape):
        if size == 1 != G.shape[axis]:
            G = np.add.reduce(G, axis=axis, keepdims=True)
    return G


def backward_of(self, gradient=None):
    if gradient is None:
        if self.data.size != 1:
            raise ValueError
        gradient = np.ones(self.data.shape)
    gradient = np.array(gradient, dtype=float)
    if gradient.shape != self.data.shape:
        raise ValueError
    order, seen, stack = [], set(), [(self, 0)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, 1))
            stack.extend((parent, 0) for parent, _ in reversed(node.links))
    shares = {id(node): np.zeros_like(node.data) for node in order}
    shares[id(self)] += gradient
    for node in reversed(order):
        node.grad += shares[id(node)]
        for parent, pull in node.links:
            shares[id(parent)] += unbroadcast(pull(shares[id(node)]), parent.data.shape)


def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad.fill(0)


Tensor.backward = backward_of
