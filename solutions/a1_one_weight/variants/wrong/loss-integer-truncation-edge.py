# TASK: loss
# MISTAKE: integer-truncation
# WHY: The result is stored with the type of the target.
# LOSES: edges


def loss(y_hat, y):
    return type(y)((y - y_hat) ** 2)
