# TASK: largest_stable_lr
# MISTAKE: none
# WHY: Never more than 1.


def largest_stable_lr(x):
    return min(1.0, 1 / x**2)
