# STYLE: difference, quotient, mean and transpose put together from other operators


def neg_of(self):
    return self * -1


def sub_of(self, other):
    return self + -as_tensor(other)


def div_of(self, other):
    return self * as_tensor(other) ** -1


def mean_of(self):
    return self.sum() * (1 / self.data.size)


Tensor.__neg__, Tensor.__sub__, Tensor.__truediv__, Tensor.mean = neg_of, sub_of, div_of, mean_of
