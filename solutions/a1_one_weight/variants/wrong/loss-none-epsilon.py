# TASK: loss
# MISTAKE: none
# WHY: A small number added, so that it is never 0.
# LOSES: edges


def loss(y_hat, y):
    return (y - y_hat) ** 2 + 1e-12
