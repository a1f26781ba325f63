# TASK: largest_stable_lr
# MISTAKE: none
# WHY: One over the fourth power.


def largest_stable_lr(x):
    return 1 / x**4
