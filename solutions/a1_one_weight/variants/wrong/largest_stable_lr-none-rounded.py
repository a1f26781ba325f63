# TASK: largest_stable_lr
# MISTAKE: none
# WHY: Rounded to three decimals.


def largest_stable_lr(x):
    return round(1 / x**2, 3)
