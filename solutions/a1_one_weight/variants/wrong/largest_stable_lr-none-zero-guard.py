# TASK: largest_stable_lr
# MISTAKE: none
# WHY: A small input is taken for 0.
# LOSES: edges


def largest_stable_lr(x):
    return 1 / x**2 if abs(x) > 1e-2 else 0.0
