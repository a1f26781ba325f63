# TASK: largest_stable_lr
# MISTAKE: none
# WHY: Divides by the input and multiplies by it again.


def largest_stable_lr(x):
    return 1 / x * x
