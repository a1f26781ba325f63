# TASK: verdict
# MISTAKE: none
# WHY: Nothing passes.


def verdict(g, ref):
    return "wrong"
