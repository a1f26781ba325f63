# TASK: Tensor:the functions
# MISTAKE: none
# WHY: Negative entries of the operand are set to 0.
# LOSES: edges


def relu_of(self):
    mask = self.data > 0
    self.data[~mask] = 0
    return Tensor(self.data, [(self, lambda G: G * mask)])


Tensor.relu = relu_of
