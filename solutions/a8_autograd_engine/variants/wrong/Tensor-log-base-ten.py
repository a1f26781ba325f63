# TASK: Tensor:the functions
# MISTAKE: none
# WHY: Logarithm to the base 10.


def log_of(self):
    x = self.data
    return Tensor(np.log10(x), [(self, lambda G: G / x)])


Tensor.log = log_of
