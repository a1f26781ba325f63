# %% wrong backward-resets
# Each call replaces what is in grad.
# loses: backward:a node used twice
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = G + np.zeros_like(node.data)
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong changes-argument relu-in-place
# relu writes zeros into the array that arrives.
# loses: edges
def relu_of(self):
    def pull(G):
        G[self.data <= 0] = 0
        return G

    return Tensor(np.maximum(self.data, 0), [(self, pull)])


Tensor.relu = relu_of


# %% wrong changes-argument start-kept
# The start keeps the array that it was given, and the next call adds into it.
# loses: edges
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        if node is self and not node.grad.any():
            node.grad = G
        else:
            node.grad += G
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong changes-argument tanh-in-place
# tanh multiplies its slope into the array that arrives.
# loses: edges
def tanh_of(self):
    A = np.tanh(self.data)

    def pull(G):
        G *= 1 - A**2
        return G

    return Tensor(A, [(self, pull)])


Tensor.tanh = tanh_of


# %% wrong changes-argument used-up
# After the call the gradient that was given is empty.
# loses: edges
right_backward = Tensor.backward


def backward_of(self, gradient=None):
    right_backward(self, gradient)
    if gradient is not None:
        gradient[...] = 0


Tensor.backward = backward_of


# %% wrong grad-stays-none leaves
# A leaf keeps None; only what was computed gets a gradient.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting, backward:the regression
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + G if node.links else None
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong grad-stays-none requires-grad
# As in torch: without requires_grad=True a tensor gets no gradient.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting, backward:the regression
right_init, right_backward = Tensor.__init__, Tensor.backward


def init(self, data, links=(), requires_grad=False):
    right_init(self, data, links)
    self.requires_grad = requires_grad or any(parent.requires_grad for parent, _ in links)
    self.grad = None


Tensor.__init__ = init


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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        if node.requires_grad:
            node.grad = G if node.grad is None else node.grad + G
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong grad-stays-none returned
# The gradients are returned in a dict; grad stays None.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting, backward:the regression
right_init = Tensor.__init__


def init(self, data, links=()):
    right_init(self, data, links)
    self.grad = None


Tensor.__init__ = init


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

    arrived, total = {id(self): G}, {}
    for node in order:
        total[node] = G = arrived.pop(id(node))
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share
    return total


Tensor.backward = backward_of


# %% wrong none another-error
# A TypeError where a ValueError is due.
# loses: edges
right_backward = Tensor.backward


def backward_of(self, gradient=None):
    try:
        right_backward(self, gradient)
    except ValueError as error:
        raise TypeError(error) from None


Tensor.backward = backward_of


# %% wrong none leaves-only
# Only leaves keep a gradient.
# loses: edges
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + (0 if node.links else G)
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong none long-graphs-cut
# After ten nodes it stops.
# loses: backward:random graphs
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
    order = order[:10]

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + G
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong none no-errors
# Ones where no gradient is given, and any shape that broadcasts.
# loses: edges
right_backward = Tensor.backward


def backward_of(self, gradient=None):
    right_backward(self, np.ones(self.data.shape) if gradient is None else np.broadcast_to(gradient, self.data.shape))


Tensor.backward = backward_of


# %% wrong none scaled
# A thousandth too large at each node.
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + 1.001 * G
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong none self-left-out
# The start itself gets no gradient.
# loses: edges
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + (0 if node is self else G)
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong not-implemented
# Not started.
def backward_of(self, gradient=None):
    raise NotImplementedError


Tensor.backward = backward_of


# %% wrong order-not-reversed
# The sorted list is read from its beginning.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting, backward:the regression
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

    shares = {id(node): np.zeros_like(node.data) for node in order}
    shares[id(self)] = G
    for node in reversed(order):
        for parent, pull in node.links:
            shares[id(parent)] = shares[id(parent)] + unbroadcast(pull(shares[id(node)]), parent.data.shape)
    for node in order:
        node.grad = node.grad + shares[id(node)]


Tensor.backward = backward_of


# %% wrong order-not-reversed oldest-first
# Sorted by age, the oldest first.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting, backward:the regression
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
    found = {id(self): self}
    todo = [self]
    while todo:
        for parent, _ in todo.pop().links:
            if id(parent) not in found:
                found[id(parent)] = parent
                todo.append(parent)
    nodes = sorted(found.values(), key=lambda node: node.number)
    shares = [np.zeros(node.data.shape) for node in nodes]
    shares[nodes.index(self)] = G
    for node in nodes:
        for parent, pull in node.links:
            shares[nodes.index(parent)] += unbroadcast(pull(shares[nodes.index(node)]), parent.data.shape)
    for node, share in zip(nodes, shares):
        node.grad = node.grad + share


Tensor.backward = backward_of


# %% wrong order-not-reversed recursive
# Recursion writes a node down after its parents, and the list is read so.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting, backward:the regression
def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent, _ in node.links:
                visit(parent)
            order.append(node)

    visit(self)
    arrived = {self: G}
    for node in order:
        for parent, pull in node.links:
            share = unbroadcast(pull(arrived.get(node, np.zeros_like(node.data))), parent.data.shape)
            arrived[parent] = arrived.get(parent, 0) + share
    for node, share in arrived.items():
        node.grad = node.grad + share


Tensor.backward = backward_of


# %% wrong order-of-a-set collected
# All nodes are collected in a set, and the set is the order.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting, backward:the regression
def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    nodes, todo = {self}, [self]
    while todo:
        for parent, _ in todo.pop().links:
            if parent not in nodes:
                nodes.add(parent)
                todo.append(parent)
    order = list(nodes)

    shares = {node: np.zeros_like(node.data) for node in order}
    shares[self] = G
    for node in order:
        for parent, pull in node.links:
            shares[parent] = shares[parent] + unbroadcast(pull(shares[node]), parent.data.shape)
    for node in order:
        node.grad = node.grad + shares[node]


Tensor.backward = backward_of


# %% wrong order-of-a-set next-from-a-set
# The next node is whatever the set of waiting nodes gives.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    waiting, order = {self}, []
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting |= {parent for parent, _ in node.links if parent not in order}

    shares = {node: np.zeros_like(node.data) for node in order}
    shares[self] = G
    for node in order:
        for parent, pull in node.links:
            shares[parent] = shares[parent] + unbroadcast(pull(shares[node]), parent.data.shape)
    for node in order:
        node.grad = node.grad + shares[node]


Tensor.backward = backward_of


# %% wrong order-of-a-set parents-in-a-set
# Nodes in the order in which they are met, the parents of each from a set.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen, stack = [], set(), [self]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            order.append(node)
            stack.extend({parent for parent, _ in node.links})

    shares = {node: np.zeros_like(node.data) for node in order}
    shares[self] = G
    for node in order:
        for parent, pull in node.links:
            shares[parent] = shares[parent] + unbroadcast(pull(shares[node]), parent.data.shape)
    for node in order:
        node.grad = node.grad + shares[node]


Tensor.backward = backward_of


# %% wrong overwritten-not-added
# The last share replaces the others.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + G
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = share


Tensor.backward = backward_of


# %% wrong overwritten-not-added creation-order
# The same, with the latest node first.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
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


# %% wrong passed-on-twice old-gradients
# What grad holds from the call before is passed on again.
# loses: edges
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

    self.grad = self.grad + G
    for node in order:
        for parent, pull in node.links:
            parent.grad = parent.grad + unbroadcast(pull(node.grad), parent.data.shape)


Tensor.backward = backward_of


# %% wrong passed-on-twice start-assigned
# The same, with the start's gradient assigned.
# loses: edges
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


# %% wrong passed-on-twice whole-gradient
# Without an order; each share that arrives sends on all that has arrived.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")

    def receive(node, share):
        node.grad = node.grad + share
        for parent, pull in node.links:
            receive(parent, unbroadcast(pull(node.grad), parent.data.shape))

    receive(self, G)


Tensor.backward = backward_of


# %% wrong raised recursive
# A recursive sort: right for a thousand operations, no more.
# loses: edges
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


# %% wrong raised recursive-to-1300
# Recursion with a limit that is too low.
# loses: edges
import sys

sys.setrecursionlimit(1700)


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


# %% wrong raised shape-empty-only
# A matrix of one entry is refused.
# loses: edges
right_backward = Tensor.backward


def backward_of(self, gradient=None):
    if gradient is None and self.data.shape != ():
        raise ValueError("no number")
    right_backward(self, gradient)


Tensor.backward = backward_of


# %% wrong raised unbroadcast-forgotten-in-place
# Shares are added in place, whatever their shape.
# loses: backward:broadcasting, backward:the regression
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

    given = [(node, node.grad) for node in order]
    for node in order:
        node.grad = np.zeros_like(node.data)
    self.grad = G.copy()
    for node in order:
        for parent, pull in node.links:
            parent.grad += pull(node.grad)
    for node, before in given:
        node.grad += before


Tensor.backward = backward_of


# %% wrong shared-array
# The first share is kept as it came, and the next one is added into that array.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + G
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            if id(parent) in arrived:
                arrived[id(parent)] += share
            else:
                arrived[id(parent)] = share


Tensor.backward = backward_of


# %% wrong shared-array kept-as-grad
# The first gradient becomes the node's own array, and the next call adds into it.
# loses: backward:a node used twice
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

    arrived = {id(self): G.copy()}
    for node in order:
        G = arrived.pop(id(node))
        if node.grad.any():
            node.grad += G
        else:
            node.grad = G
        for parent, pull in node.links:
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived[id(parent)] + share if id(parent) in arrived else share


Tensor.backward = backward_of


# %% wrong shared-array on-the-nodes
# The share of this call is kept on the node; += changes the array that others hold too.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
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

    for node in order:
        node.share = None
    self.share = G.copy()
    for node in order:
        for parent, pull in node.links:
            back = unbroadcast(pull(node.share), parent.data.shape)
            if parent.share is None:
                parent.share = back
            else:
                parent.share += back
    for node in order:
        node.grad = node.grad + node.share


Tensor.backward = backward_of


# %% wrong shared-array out-argument
# np.add with out= writes into an array that came from a child.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
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

    shares = [None] * len(order)
    place = {id(node): number for number, node in enumerate(order)}
    shares[0] = np.array(G)
    for number, node in enumerate(order):
        node.grad = node.grad + shares[number]
        for parent, pull in node.links:
            at, share = place[id(parent)], unbroadcast(pull(shares[number]), parent.data.shape)
            shares[at] = share if shares[at] is None else np.add(shares[at], share, out=shares[at])


Tensor.backward = backward_of


# %% wrong slopes-by-parent
# A dict from parent to pull keeps one link of a * a.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + G
        for parent, pull in dict(node.links).items():
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong slopes-by-parent constructor
# The constructor makes a dict of the links.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
right_init = Tensor.__init__


def init(self, data, links=()):
    right_init(self, data, ())
    self.slopes = {}
    for parent, pull in links:
        self.slopes[parent] = pull
    self.links = self.slopes.items()


Tensor.__init__ = init


# %% wrong slopes-by-parent first
# Only the first link to a parent is kept.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + G
        for parent, pull in ({id(p): (p, pull) for p, pull in reversed(node.links)}).values():
            share = unbroadcast(pull(G), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong time-limit path-by-path
# Without an order, path by path: right, and as slow as there are paths.
# loses: edges
def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")

    def receive(node, share):
        node.grad = node.grad + share
        for parent, pull in node.links:
            receive(parent, unbroadcast(pull(share), parent.data.shape))

    receive(self, G)


Tensor.backward = backward_of


# %% wrong unbroadcast-forgotten
# Shares are added as they come.
# loses: backward:broadcasting, backward:the regression
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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + G
        for parent, pull in node.links:
            share = pull(G)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share


Tensor.backward = backward_of


# %% wrong unbroadcast-forgotten closures
# Without links; no closure sums over copies.
# loses: backward:broadcasting, backward:the regression
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
            shares[id(parent)] = shares[id(parent)] + pull(shares[id(node)])


Tensor.backward = backward_of


# %% wrong upstream-ignored gradient-ignored
# It starts with ones, whatever gradient is given.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
right_backward = Tensor.backward


def backward_of(self, gradient=None):
    right_backward(self, np.ones(self.data.shape))


Tensor.backward = backward_of


# %% wrong wrong-shape division-keeps-copies
# Each operator sums over copies itself, but the division does not.
# loses: backward:broadcasting
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
    return Tensor(a / b, [(self, lambda G: G / b), (other, lambda G: -(G * a) / (b * b))])


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

    arrived = {id(self): G}
    for node in order:
        G = arrived.pop(id(node))
        node.grad = node.grad + G
        for parent, pull in node.links:
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + pull(G)


Tensor.backward = backward_of


Tensor.__add__, Tensor.__sub__, Tensor.__mul__, Tensor.__truediv__ = add_of, sub_of, mul_of, div_of
Tensor.__radd__, Tensor.__rmul__ = add_of, mul_of


# %% wrong wrong-topological-order breadth-first
# Level by level.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen = [self], {id(self)}
    for node in order:
        for parent, _ in node.links:
            if id(parent) not in seen:
                seen.add(id(parent))
                order.append(parent)

    arrived = {id(self): G}
    for node in order:
        for parent, pull in node.links:
            share = unbroadcast(pull(arrived[id(node)]), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share
    for node in order:
        node.grad = node.grad + arrived[id(node)]


Tensor.backward = backward_of


# %% wrong wrong-topological-order depth-first
# In the order in which nodes are met, the last operand first.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen, stack = [], set(), [self]
    while stack:
        node = stack.pop()
        if id(node) not in seen:
            seen.add(id(node))
            order.append(node)
            stack.extend(parent for parent, _ in node.links)

    arrived = {id(self): G}
    for node in order:
        for parent, pull in node.links:
            share = unbroadcast(pull(arrived[id(node)]), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share
    for node in order:
        node.grad = node.grad + arrived[id(node)]


Tensor.backward = backward_of


# %% wrong wrong-topological-order depth-first-left
# In the order in which nodes are met, the first operand first.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
def backward_of(self, gradient=None):
    if gradient is None and self.data.size != 1:
        raise ValueError("a gradient is due")
    G = np.ones(self.data.shape) if gradient is None else np.asarray(gradient, dtype=float)
    if G.shape != self.data.shape:
        raise ValueError("another shape")
    order, seen, stack = [], set(), [self]
    while stack:
        node = stack.pop()
        if id(node) not in seen:
            seen.add(id(node))
            order.append(node)
            stack.extend(parent for parent, _ in reversed(node.links))

    arrived = {id(self): G}
    for node in order:
        for parent, pull in node.links:
            share = unbroadcast(pull(arrived[id(node)]), parent.data.shape)
            arrived[id(parent)] = arrived.get(id(parent), 0.0) + share
    for node in order:
        node.grad = node.grad + arrived[id(node)]


Tensor.backward = backward_of


# %% wrong wrong-topological-order stack-marked-early
# From a stack that marks nodes when they are put on it.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
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
