# TASK: Tensor:the arithmetic
# MISTAKE: none
# WHY: p times a.


def pow_of(self, p):
    x = self.data
    return Tensor(p * x, [(self, lambda G: G * p * x ** (p - 1))])


Tensor.__pow__ = pow_of
