# TASK: largest_stable_lr
# MISTAKE: none
# WHY: One over the size of the input.


def largest_stable_lr(x):
    return 1 / abs(x)
