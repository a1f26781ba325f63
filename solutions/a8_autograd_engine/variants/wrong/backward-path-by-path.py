# TASK: backward
# MISTAKE: time-limit
# WHY: Without an order, path by path: right, and as slow as there are paths.
# LOSES: edges


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
