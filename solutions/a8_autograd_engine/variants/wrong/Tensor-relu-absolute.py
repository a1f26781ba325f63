# TASK: Tensor:the functions
# MISTAKE: none
# WHY: The absolute value.


def relu_of(self):
    x = self.data
    return Tensor(np.abs(x), [(self, lambda G: G * (x > 0))])


Tensor.relu = relu_of
