# TASK: forward
# MISTAKE: none
# WHY: Cuts negative predictions off.


def forward(x, w):
    return max(0.0, x * w)
