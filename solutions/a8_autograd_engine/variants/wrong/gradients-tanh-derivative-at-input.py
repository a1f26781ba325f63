# TASK: gradients:a.tanh()
# MISTAKE: derivative-at-input
# WHY: 1 - z**2.


def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * (1 - self.data**2))])


Tensor.tanh = tanh_of
