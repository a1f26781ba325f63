# TASK: gradients:a.tanh()
# MISTAKE: derivative-at-output
# WHY: tanh of the tanh.


def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * (1 - np.tanh(A) ** 2))])


Tensor.tanh = tanh_of
