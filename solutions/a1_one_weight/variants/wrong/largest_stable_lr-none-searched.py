# TASK: largest_stable_lr
# MISTAKE: none
# WHY: Searched on a grid, right to two digits.


def largest_stable_lr(x):
    rate = 0.001
    while abs(1 - 2 * rate * x**2) <= 1 and rate < 1e3:
        rate *= 1.01
    return rate
