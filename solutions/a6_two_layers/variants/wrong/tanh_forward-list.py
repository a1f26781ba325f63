# TASK: tanh_forward
# MISTAKE: wrong-type
# WHY: A list of rows.


def tanh_forward(Z):
    return np.tanh(Z).tolist()
