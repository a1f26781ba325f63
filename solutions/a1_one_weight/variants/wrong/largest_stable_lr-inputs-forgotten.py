# TASK: largest_stable_lr
# MISTAKE: inputs-forgotten
# WHY: 1, which is right at x = 1 only.


def largest_stable_lr(x):
    return 1.0
