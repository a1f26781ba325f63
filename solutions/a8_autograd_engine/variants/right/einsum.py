# STYLE: products, sums and transposes by einsum


def unbroadcast(G, shape):
    letters = "abcdefgh"[: np.ndim(G)]
    kept = [letter for letter, size in zip(letters[len(letters) - len(shape) :], shape) if size != 1]
    return np.einsum(f"{letters}->{''.join(kept)}", G).reshape(shape)


def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    links = [(self, lambda G: np.einsum("nm,dm->nd", G, b)), (other, lambda G: np.einsum("nm,nd->dm", G, a))]
    return Tensor(np.einsum("nd,dm->nm", a, b), links)


def transpose_of(self):
    return Tensor(np.einsum("ij->ji", self.data), [(self, lambda G: np.einsum("ij->ji", G))])


Tensor.__matmul__, Tensor.transpose, Tensor.T = matmul_of, transpose_of, property(transpose_of)
