# TASK: backward:a node used twice,backward:random graphs,backward:broadcasting
# MISTAKE: passed-on-twice
# WHY: Without an order; each share that arrives sends on all that has arrived.


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
