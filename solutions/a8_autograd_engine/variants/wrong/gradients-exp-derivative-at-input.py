# TASK: gradients:a.exp()
# MISTAKE: derivative-at-input
# WHY: G times the input.


def exp_of(self):
    A = np.exp(self.data)
    return Tensor(A, [(self, lambda G: G * self.data)])


Tensor.exp = exp_of
