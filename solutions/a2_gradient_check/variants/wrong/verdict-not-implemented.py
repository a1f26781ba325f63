# TASK: verdict
# MISTAKE: not-implemented
# WHY: Not written yet.


def verdict(g, ref):
    raise NotImplementedError
