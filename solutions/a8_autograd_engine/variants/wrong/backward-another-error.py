# TASK: backward
# MISTAKE: none
# WHY: A TypeError where a ValueError is due.
# LOSES: edges


right_backward = Tensor.backward


def backward_of(self, gradient=None):
    try:
        right_backward(self, gradient)
    except ValueError as error:
        raise TypeError(error) from None


Tensor.backward = backward_of
