# TASK: gradients:a**p
# MISTAKE: value-for-slope
# WHY: The power itself.


def pow_of(self, p):
    A = self.data**p
    return Tensor(A, [(self, lambda G: G * A)])


Tensor.__pow__ = pow_of
