# TASK: tanh_forward
# MISTAKE: not-finite
# WHY: The exponentials of the textbook overflow for large entries.
# LOSES: edges


def tanh_forward(Z):
    return (np.exp(Z) - np.exp(-1.0 * Z)) / (np.exp(Z) + np.exp(-1.0 * Z))
