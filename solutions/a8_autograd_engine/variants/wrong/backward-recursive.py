# TASK: backward
# MISTAKE: raised
# WHY: A recursive sort: right for a thousand operations, no more.
# LOSES: edges


def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen = [], set()

    def visit(node):
        if id(node) not in seen:
            seen.add(id(node))
            for parent, _ in node.links:
                visit(parent)
            order.insert(0, node)

    visit(self)

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + G
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of
