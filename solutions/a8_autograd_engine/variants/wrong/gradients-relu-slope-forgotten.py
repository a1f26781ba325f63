# TASK: gradients:a.relu()
# MISTAKE: slope-forgotten
# WHY: Everything passes.


def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: G)])


Tensor.relu = relu_of
