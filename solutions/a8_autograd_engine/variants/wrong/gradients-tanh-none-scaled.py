# TASK: gradients:a.tanh()
# MISTAKE: none
# WHY: A thousandth too large.


def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: 1.001 * G * (1 - A**2))])


Tensor.tanh = tanh_of
