# TASK: forward
# MISTAKE: integer-truncation
# WHY: Cast to int.


def forward(x, w):
    return int(x * w)
