# TASK: tanh_forward,tanh_backward,mlp_forward,mlp_backward
# MISTAKE: not-implemented
# WHY: Only train is written, and it is right.


def tanh_forward(Z):
    raise NotImplementedError


def tanh_backward(G, A):
    raise NotImplementedError


def mlp_forward(X, params):
    raise NotImplementedError


def mlp_backward(G, cache):
    raise NotImplementedError
