# TASK: grad_b
# MISTAKE: dropped-two
# WHY: The 2 of the square is missing.


def grad_b(Y_hat, Y):
    return (Y_hat - Y).sum(axis=0)
