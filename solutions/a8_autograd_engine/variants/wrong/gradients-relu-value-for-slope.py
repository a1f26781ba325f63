# TASK: gradients:a.relu()
# MISTAKE: value-for-slope
# WHY: G times the output.


def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: G * A)])


Tensor.relu = relu_of
