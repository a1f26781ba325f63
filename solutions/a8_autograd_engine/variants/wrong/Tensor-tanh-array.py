# TASK: Tensor:the functions,gradients:a.tanh()
# MISTAKE: wrong-type
# WHY: A plain array comes back.


def tanh_of(self):
    return np.tanh(self.data)


Tensor.tanh = tanh_of
