# TASK: tanh_forward
# MISTAKE: activation-omitted
# WHY: The entries come back as they are.


def tanh_forward(Z):
    return Z * 1.0
