# TASK: backward
# MISTAKE: passed-on-twice
# WHY: The same, with the start's gradient assigned.
# LOSES: edges


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
            stack.extend((parent, False) for parent, _ in node.links)

    self.grad = G
    for node in order:
        for parent, pull in node.links:
            parent.grad = parent.grad + unbroadcast(pull(node.grad), parent.data.shape)


Tensor.backward = backward_of
