# TASK: gradients:a+b
# MISTAKE: doubled
# WHY: The share is given twice.


def add_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a + b, [(self, lambda G: 2 * G), (other, lambda G: 2 * G)])


Tensor.__add__ = add_of
Tensor.__radd__ = add_of
