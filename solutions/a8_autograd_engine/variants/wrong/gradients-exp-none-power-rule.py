# TASK: gradients:a.exp()
# MISTAKE: none
# WHY: The power rule.


def exp_of(self):
    A = np.exp(self.data)
    return Tensor(A, [(self, lambda G: G * self.data * np.exp(self.data - 1))])


Tensor.exp = exp_of
