# TASK: gradients:a.relu()
# MISTAKE: mask-of-upstream
# WHY: G > 0 for a > 0.


def relu_of(self):
    A = np.maximum(self.data, 0)
    return Tensor(A, [(self, lambda G: G * (G > 0))])


Tensor.relu = relu_of
