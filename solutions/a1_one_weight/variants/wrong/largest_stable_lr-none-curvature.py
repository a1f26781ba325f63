# TASK: largest_stable_lr
# MISTAKE: none
# WHY: The second derivative of the loss.


def largest_stable_lr(x):
    return 2 * x**2
