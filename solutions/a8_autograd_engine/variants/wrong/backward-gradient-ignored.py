# TASK: backward:a node used twice,backward:random graphs,backward:broadcasting
# MISTAKE: upstream-ignored
# WHY: It starts with ones, whatever gradient is given.


right_backward = Tensor.backward


def backward_of(self, gradient=None):
    right_backward(self, np.ones(self.data.shape))


Tensor.backward = backward_of
