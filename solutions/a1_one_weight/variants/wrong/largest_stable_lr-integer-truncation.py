# TASK: largest_stable_lr
# MISTAKE: integer-truncation
# WHY: The result is stored with the type of the input.
# LOSES: edges


def largest_stable_lr(x):
    return type(x)(1 / x**2)
