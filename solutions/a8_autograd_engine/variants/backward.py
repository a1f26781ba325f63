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


# %% wrong upstream-ignored gradient-ignored
# It starts with ones, whatever gradient is given.
# loses: backward:a node used twice, backward:random graphs, backward:broadcasting
right_backward = Tensor.backward


def backward_of(self, gradient=None):
    right_backward(self, np.ones(self.data.shape))


Tensor.backward = backward_of


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
