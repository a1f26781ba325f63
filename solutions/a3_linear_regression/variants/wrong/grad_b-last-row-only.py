# TASK: grad_b
# MISTAKE: last-row-only
# WHY: Assigned in the loop, where it should be added.


def grad_b(Y_hat, Y):
    for y_hat, y in zip(Y_hat, Y):
        db = 2 * (y_hat - y)
    return db
