# TASK: relative_error
# MISTAKE: not-implemented
# WHY: Not written yet.


def relative_error(a, b):
    raise NotImplementedError
