# TASK: tanh_forward
# MISTAKE: not-implemented
# WHY: Not written.


def tanh_forward(Z):
    raise NotImplementedError
