# TASK: gradients:a.relu()
# MISTAKE: none
# WHY: >= for >: the slope at 0 is 1.
# LOSES: edges


def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: G * (self.data >= 0))])


Tensor.relu = relu_of
