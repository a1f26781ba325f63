# TASK: tanh_forward,tanh_backward
# MISTAKE: not-implemented
# WHY: The tanh is not written; what calls it is right.


def tanh_forward(Z):
    raise NotImplementedError


def tanh_backward(G, A):
    raise NotImplementedError
