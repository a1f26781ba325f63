# TASK: Tensor:the arithmetic
# MISTAKE: sign-flipped
# WHY: b - a.


def sub_of(self, other):
    other = as_tensor(other)
    return Tensor(other.data - self.data, [(self, lambda G: G), (other, lambda G: -G)])


Tensor.__sub__ = sub_of
