# TASK: largest_stable_lr
# MISTAKE: none
# WHY: The square of the input.


def largest_stable_lr(x):
    return x**2
