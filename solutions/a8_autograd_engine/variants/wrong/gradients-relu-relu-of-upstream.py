# TASK: gradients:a.relu()
# MISTAKE: mask-of-upstream
# WHY: Relu of G.


def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: np.maximum(G, 0))])


Tensor.relu = relu_of
