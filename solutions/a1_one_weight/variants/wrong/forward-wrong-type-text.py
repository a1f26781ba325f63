# TASK: forward
# MISTAKE: wrong-type
# WHY: A formatted string.


def forward(x, w):
    return f"{x * w}"
