# TASK: largest_stable_lr
# MISTAKE: not-implemented
# WHY: Left as released.


def largest_stable_lr(x):
    raise NotImplementedError("largest_stable_lr is not written yet")
