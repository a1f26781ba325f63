# TASK: gradients:a.relu()
# MISTAKE: sign-for-step
# WHY: np.sign of the input.


def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: G * np.sign(self.data))])


Tensor.relu = relu_of
