# TASK: gradients:a-b
# MISTAKE: sign-flipped
# WHY: Both signs are wrong.


def sub_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a - b, [(self, lambda G: -G), (other, lambda G: G)])


Tensor.__sub__ = sub_of
