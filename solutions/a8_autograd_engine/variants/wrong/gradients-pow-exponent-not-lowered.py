# TASK: gradients:a**p
# MISTAKE: exponent-not-lowered
# WHY: p * a**p.


def pow_of(self, p):
    A = self.data**p
    return Tensor(A, [(self, lambda G: G * p * self.data**p)])


Tensor.__pow__ = pow_of
