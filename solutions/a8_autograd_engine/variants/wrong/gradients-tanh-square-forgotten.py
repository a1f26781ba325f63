# TASK: gradients:a.tanh()
# MISTAKE: square-forgotten
# WHY: 1 - A.


def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * (1 - A))])


Tensor.tanh = tanh_of
