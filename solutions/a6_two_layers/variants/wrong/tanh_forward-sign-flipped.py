# TASK: tanh_forward
# MISTAKE: sign-flipped
# WHY: The exponentials the other way round.


def tanh_forward(Z):
    E = np.exp(-2.0 * np.abs(Z))
    return np.sign(Z) * (E - 1) / (E + 1)
