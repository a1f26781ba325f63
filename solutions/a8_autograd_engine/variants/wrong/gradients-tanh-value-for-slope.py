# TASK: gradients:a.tanh()
# MISTAKE: value-for-slope
# WHY: G times A.


def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * A)])


Tensor.tanh = tanh_of
