# TASK: backward
# MISTAKE: raised
# WHY: A matrix of one entry is refused.
# LOSES: edges


right_backward = Tensor.backward


def backward_of(self, gradient=None):
    if gradient is None and self.data.shape != ():
        raise ValueError("no number")
    right_backward(self, gradient)


Tensor.backward = backward_of
