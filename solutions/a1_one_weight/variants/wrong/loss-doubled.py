# TASK: loss
# MISTAKE: doubled
# WHY: Multiplied by 2 as well as squared.


def loss(y_hat, y):
    return 2 * (y - y_hat) ** 2
