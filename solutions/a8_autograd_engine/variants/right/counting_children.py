# STYLE: a node goes on when as many shares have arrived as it has children


def backward_of(self, gradient=None):
    if gradient is None:
        if self.data.size != 1:
            raise ValueError
        gradient = np.ones(self.data.shape)
    gradient = np.array(gradient, dtype=float)
    if gradient.shape != self.data.shape:
        raise ValueError
    waiting, found = {}, [self]
    for node in found:
        for parent, _ in node.links:
            if parent not in waiting:
                waiting[parent] = 0
                found.append(parent)
            waiting[parent] += 1
    shares, ready = {node: np.zeros_like(node.data) for node in found}, [self]
    shares[self] = gradient
    while ready:
        node = ready.pop()
        for parent, pull in node.links:
            shares[parent] = shares[parent] + unbroadcast(pull(shares[node]), parent.data.shape)
            waiting[parent] -= 1
            if not waiting[parent]:
                ready.append(parent)
    for node in found:
        node.grad = node.grad + shares[node]


Tensor.backward = backward_of
