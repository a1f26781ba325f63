# TASK: largest_stable_lr
# MISTAKE: wrong-type
# WHY: A sentence with the number.


def largest_stable_lr(x):
    return f"lr < {1 / x**2}"
