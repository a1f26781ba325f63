# TASK: largest_stable_lr
# MISTAKE: none
# WHY: A little less, to be safe.


def largest_stable_lr(x):
    return 0.99 / x**2
