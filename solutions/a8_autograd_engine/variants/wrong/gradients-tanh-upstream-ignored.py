# TASK: gradients:a.tanh()
# MISTAKE: upstream-ignored
# WHY: 1 - A**2 alone.


def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: 1 - A**2)])


Tensor.tanh = tanh_of
