# TASK: numeric_gradient
# MISTAKE: not-implemented
# WHY: Not written yet.


def numeric_gradient(f, x, h=1e-5):
    raise NotImplementedError
