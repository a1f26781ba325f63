# TASK: forward
# MISTAKE: sign-flipped
# WHY: A minus that does not belong.


def forward(x, w):
    return -x * w
