# TASK: scale_and_residual
# MISTAKE: not-implemented
# WHY: Not written yet.


def scale_and_residual(g, ref):
    raise NotImplementedError
