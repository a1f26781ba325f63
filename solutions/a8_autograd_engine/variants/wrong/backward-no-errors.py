# TASK: backward
# MISTAKE: none
# WHY: Ones where no gradient is given, and any shape that broadcasts.
# LOSES: edges


right_backward = Tensor.backward


def backward_of(self, gradient=None):
    right_backward(self, np.ones(self.data.shape) if gradient is None else np.broadcast_to(gradient, self.data.shape))


Tensor.backward = backward_of
