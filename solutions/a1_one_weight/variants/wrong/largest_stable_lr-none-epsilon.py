# TASK: largest_stable_lr
# MISTAKE: none
# WHY: A small number in the denominator, against division by 0.
# LOSES: edges


def largest_stable_lr(x):
    return 1 / (x**2 + 1e-12)
