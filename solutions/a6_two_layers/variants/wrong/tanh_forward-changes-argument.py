# TASK: tanh_forward
# MISTAKE: changes-argument
# WHY: The result is written into Z.
# LOSES: edges


def tanh_forward(Z):
    if Z.dtype.kind == "f":
        return np.tanh(Z, out=Z)
    return np.tanh(Z)
