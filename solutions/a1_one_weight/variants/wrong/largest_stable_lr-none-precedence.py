# TASK: largest_stable_lr
# MISTAKE: inputs-forgotten
# WHY: Divides by the input and multiplies by it again.


def largest_stable_lr(x):
    return 1 / x * x
