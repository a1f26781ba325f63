# TASK: largest_stable_lr
# MISTAKE: changes-argument
# LOSES: edges
# WHY: Scales the caller's X.

_right_limit = largest_stable_lr


def largest_stable_lr(X, M, reduction):
    lr = _right_limit(X, M, reduction)
    X[:] = 2 * X
    return lr
