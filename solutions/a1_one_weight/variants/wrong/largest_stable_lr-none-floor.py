# TASK: largest_stable_lr
# MISTAKE: none
# WHY: Division that drops the remainder.


def largest_stable_lr(x):
    return 1 // x**2
