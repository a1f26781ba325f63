# TASK: backward:a node used twice,backward:random graphs,backward:broadcasting
# MISTAKE: overwritten-not-added
# WHY: The same, with the latest node first.


import itertools

numbers = itertools.count()
right_init = Tensor.__init__


def init(self, data, links=()):
    right_init(self, data, links)
    self.number = next(numbers)


Tensor.__init__ = init


def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    nodes, found = {id(self): self}, [self]
    for node in found:
        for parent, _ in node.links:
            if id(parent) not in nodes:
                nodes[id(parent)] = parent
                found.append(parent)
    order = sorted(found, key=lambda node: -node.number)

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + G
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = share


Tensor.backward = backward_of
