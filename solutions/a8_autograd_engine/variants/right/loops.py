# STYLE: unbroadcast and the matrix product entry by entry


def unbroadcast(G, shape):
    total = np.zeros(shape)
    front = G.ndim - len(shape)
    for index in np.ndindex(G.shape):
        total[tuple(0 if size == 1 else i for i, size in zip(index[front:], shape))] += G[index]
    return total


def product(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for n in range(A.shape[0]):
        for m in range(B.shape[1]):
            C[n, m] = sum(A[n, d] * B[d, m] for d in range(A.shape[1]))
    return C


def matmul_of(self, other):
    other = as_tensor(other)
    links = [(self, lambda G: product(G, other.data.T)), (other, lambda G: product(self.data.T, G))]
    return Tensor(product(self.data, other.data), links)


def zero_grad(tensors):
    for tensor in tensors:
        for index in np.ndindex(tensor.data.shape):
            tensor.grad[index] = 0


Tensor.__matmul__ = matmul_of
