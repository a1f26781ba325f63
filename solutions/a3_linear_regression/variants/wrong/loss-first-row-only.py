# TASK: loss
# MISTAKE: first-row-only
# WHY: The return stands inside the loop, so that only the first row counts.


def loss(Y_hat, Y):
    total = 0.0
    for y_hat, y in zip(Y_hat, Y):
        total += float(np.sum((y_hat - y) ** 2))
        return total
