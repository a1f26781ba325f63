# STYLE: every tensor has a number; the latest goes first


import itertools

counter = itertools.count()


def init(self, data, links=()):
    self.data = np.array(data, dtype=float)
    self.grad = np.zeros(self.data.shape)
    self.links = list(links)
    self.number = next(counter)


def backward_of(self, gradient=None):
    if gradient is None:
        if self.data.size != 1:
            raise ValueError
        gradient = np.ones(self.data.shape)
    gradient = np.array(gradient, dtype=float)
    if gradient.shape != self.data.shape:
        raise ValueError
    shares = {self: gradient}
    while shares:
        node = max(shares, key=lambda one: one.number)
        G = shares.pop(node)
        node.grad = node.grad + G
        for parent, pull in node.links:
            if parent not in shares:
                shares[parent] = np.zeros(parent.data.shape)
            shares[parent] = shares[parent] + unbroadcast(np.asarray(pull(G)), parent.data.shape)


Tensor.__init__, Tensor.backward = init, backward_of
