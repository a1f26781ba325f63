# TASK: backward:a node used twice,backward:random graphs,backward:broadcasting
# MISTAKE: wrong-topological-order
# WHY: From a stack that marks nodes when they are put on it.


def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen, stack = [], {id(self)}, [self]
    while stack:
        node = stack.pop()
        order.append(node)
        for parent, _ in node.links:
            if id(parent) not in seen:
                seen.add(id(parent))
                stack.append(parent)

    arrived = {id(self): G}
    for node in order:
        for parent, pull in node.links:
            share = unbroadcast(pull(arrived[id(node)]), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share
    for node in order:
        node.grad = node.grad + arrived[id(node)]


Tensor.backward = backward_of
