# TASK: largest_stable_lr
# MISTAKE: returned-none
# WHY: Computes and does not return.


def largest_stable_lr(x):
    rate = 1 / x**2
