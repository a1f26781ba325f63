# TASK: largest_stable_lr
# MISTAKE: sign-flipped
# WHY: The factor solved for +1 and -1 mixed up.


def largest_stable_lr(x):
    return -1 / x**2
