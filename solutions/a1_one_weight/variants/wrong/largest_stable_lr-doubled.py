# TASK: largest_stable_lr
# MISTAKE: doubled
# WHY: The rate that arrives in one step, half of the largest.


def largest_stable_lr(x):
    return 1 / (2 * x**2)
