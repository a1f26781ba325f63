# TASK: loss
# MISTAKE: not-squared
# WHY: The sum is squared, instead of the squares summed.


def loss(Y_hat, Y):
    return float(np.sum(Y_hat - Y) ** 2)
