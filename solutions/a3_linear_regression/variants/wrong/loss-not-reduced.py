# TASK: loss
# MISTAKE: not-reduced
# WHY: The squared errors of all entries are returned, and not added up.


def loss(Y_hat, Y):
    return (Y_hat - Y) ** 2
