# TASK: largest_stable_lr
# MISTAKE: raised
# WHY: A function that was not imported.


def largest_stable_lr(x):
    return 1 / square(x)
