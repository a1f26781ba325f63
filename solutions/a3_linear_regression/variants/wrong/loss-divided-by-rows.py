# TASK: loss
# MISTAKE: divided-by-rows
# WHY: The sum is divided by the number of rows.


def loss(Y_hat, Y):
    return float(np.sum((Y_hat - Y) ** 2) / len(Y))
