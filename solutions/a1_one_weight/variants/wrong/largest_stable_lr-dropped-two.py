# TASK: largest_stable_lr
# MISTAKE: dropped-two
# WHY: 2 over the square: the bound for half the loss.


def largest_stable_lr(x):
    return 2 / x**2
